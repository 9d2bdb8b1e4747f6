using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Superfone.Dashboard.Components.Pages.Guide;
using Superfone.Dashboard.Operations.Guide;
using Superfone.Dashboard.Operations.Reach;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class GuidePartTests : DisplayContext
{
    private static readonly Uri Address = new("https://calls.example.com");

    private static readonly IReadOnlyList<string> Trusted = ["192.0.2.1"];

    [Theory]
    [InlineData(ReachOutcome.NoAddress, null, "https://")]
    [InlineData(ReachOutcome.UnknownName, null, "A record")]
    [InlineData(ReachOutcome.PrivateAddress, "192.168.1.20", "192.168.1.20 … tunnel")]
    [InlineData(ReachOutcome.Refused, null, "firewall … 443 … router")]
    [InlineData(ReachOutcome.TimedOut, null, "router … 443")]
    [InlineData(ReachOutcome.Unreachable, null, "connection … DNS")]
    [InlineData(ReachOutcome.NotTls, null, "certificate … http://localhost:5080")]
    [InlineData(ReachOutcome.Untrusted, "Snake oil", "Snake oil … certbot")]
    [InlineData(ReachOutcome.Expired, "2026-05-12", "2026-05-12 … Renew")]
    [InlineData(ReachOutcome.WrongName, "www.example.com", "www.example.com … certificate for the name")]
    [InlineData(ReachOutcome.Redirected, "https://www.example.com/", "https://www.example.com/ … reverse proxy")]
    [InlineData(ReachOutcome.BadGateway, "502", "502 … http://localhost:5080")]
    [InlineData(ReachOutcome.SomethingElse, "404", "404 … http://localhost:5080")]
    [InlineData(ReachOutcome.Unencrypted, null, "HTTPS")]
    [InlineData(ReachOutcome.NoWebSockets, null, "Upgrade")]
    [InlineData(ReachOutcome.UntrustedProxy, "10.0.0.7", "10.0.0.7 … visitors … appsettings.json … restart")]
    [InlineData(ReachOutcome.Works, null, "encrypted … connect")]
    public void Report_OfEachOutcome_SaysWhatWasSeenAndWhatToDo(ReachOutcome outcome, string? seen, string expected)
    {
        var text = Report(outcome, seen).Find("[data-reach]").TextContent;

        TextAssert.Says(expected, text);
        if (outcome != ReachOutcome.NoAddress)
            TextAssert.Says("calls.example.com", text);
    }

    [Fact]
    public void Report_OfWhatTheInsideCannotTell_SaysThatTheFirstEventProvesIt()
    {
        TextAssert.Says("first event … proves", Report(ReachOutcome.TimedOut).Markup);
        Assert.DoesNotContain("proves", Report(ReachOutcome.Untrusted).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OnAPageThatAnotherNameOpened_WarnsBeforeItShutsOut()
    {
        TextAssert.Says("remove the address … before you leave", Report(ReachOutcome.Refused, isAlone: true).Markup);
        Assert.DoesNotContain("before you leave", Report(ReachOutcome.Works, isAlone: true).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.7", """{ "Superfone": { "Proxies": [ "192.0.2.1", "10.0.0.7" ] } }""")]
    [InlineData("127.0.0.1", """{ "Superfone": { "Proxies": [ "192.0.2.1", "127.0.0.1", "::1" ] } }""")]
    public void Report_OfAProxyThatIsNotTrusted_HasTheKeyAndTheValueToSet(string proxy, string expected)
    {
        var report = Report(ReachOutcome.UntrustedProxy, proxy);

        TextAssert.Says("Superfone:Proxies", report.Markup);
        Assert.Equal(expected, report.Find("pre").TextContent);
    }

    [Fact]
    public void Report_InHindi_IsInHindi()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("hi-IN");

        Assert.Matches("\\p{IsDevanagari}", Report(ReachOutcome.BadGateway, "502").Find("h3").TextContent);
    }

    [Fact]
    public void Hints_NameTheHostAndThePortToPaste()
    {
        var hints = Render<ReachHints>(parameters => parameters.Add(hints => hints.Host, "calls.example.com").Add(hints => hints.Port, 5081).Add(hints => hints.Open, ReachHint.Nginx));

        var texts = hints.FindAll("pre").Select(snippet => snippet.TextContent).ToList();
        Assert.Equal(3, texts.Count);
        Assert.All(texts, text => Assert.Contains("5081", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.Contains("calls.example.com", text, StringComparison.Ordinal));
        Assert.Contains("proxy_set_header Upgrade $http_upgrade;", hints.Find("details[open] pre").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_SayWhichIsDoneWhichWaitsAndWhichIsShown()
    {
        var progress = new SetupProgress
        {
            Done = new HashSet<SetupStep> { SetupStep.Owner },
            Postponed = new HashSet<SetupStep> { SetupStep.Business },
            Arrivals = new Dictionary<string, DateTime>(),
        };
        var steps = Render<GuideSteps>(parameters => parameters.Add(steps => steps.Progress, progress).Add(steps => steps.Current, SetupStep.Reach));

        TextAssert.Says("Done", Step(SetupStep.Owner).TextContent);
        TextAssert.Says("later", Step(SetupStep.Business).TextContent);
        TextAssert.Says("Not done", Step(SetupStep.Connect).TextContent);
        Assert.Equal("step", Step(SetupStep.Reach).GetAttribute("aria-current"));
        Assert.Single(steps.FindAll("[aria-current]"));
        Assert.Equal("/welcome?step=connect", Step(SetupStep.Connect).GetAttribute("href"));

        IElement Step(SetupStep step) => steps.Find($"[data-step={step}]");
    }

    [Fact]
    public void Progress_LeadsToTheFirstStepThatIsNeitherDoneNorLeft()
    {
        Assert.Equal(SetupStep.Reach, Progress([SetupStep.Owner, SetupStep.Connect], [SetupStep.Business]).Next);
        Assert.Null(Progress([SetupStep.Owner, SetupStep.Business, SetupStep.Reach, SetupStep.Connect], [SetupStep.Invite]).Next);
    }

    private static SetupProgress Progress(SetupStep[] done, SetupStep[] postponed) =>
        new() { Done = done.ToHashSet(), Postponed = postponed.ToHashSet(), Arrivals = new Dictionary<string, DateTime>() };

    private IRenderedComponent<ReachReport> Report(ReachOutcome outcome, string? seen = null, bool isAlone = false) => Render<ReachReport>(parameters => parameters
        .Add(report => report.Result, new ReachResult(outcome, outcome == ReachOutcome.NoAddress ? null : Address, Now) { Seen = seen })
        .Add(report => report.Local, "http://localhost:5080")
        .Add(report => report.Trusted, Trusted)
        .Add(report => report.IsAlone, isAlone));
}
