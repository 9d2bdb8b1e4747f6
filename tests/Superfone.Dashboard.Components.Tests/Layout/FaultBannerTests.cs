using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Components.Layout;
using Superfone.Dashboard.Components.Layout.Banners;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Components.Tests.Layout;

public sealed class FaultBannerTests : DisplayContext
{
    private readonly ProjectionProgress _projection = new(Time);
    private readonly StorageFaults _faults = new(
        new DataDirectory(Options.Create(new DataOptions { Directory = Path.GetTempPath() })), Time, NullLogger<StorageFaults>.Instance);

    public FaultBannerTests()
    {
        Services.AddSingleton(new FaultBoard(_faults, _projection));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void Banner_OfAnOpenPage_SaysWhatIsWrongAndWhatToDoUntilItIsOver()
    {
        var banner = Render<FaultBanner>();
        Assert.Empty(banner.FindAll("p"));

        _faults.Report(StoragePart.Log, new UnauthorizedAccessException());
        _faults.Report(StoragePart.ReadModel, new InvalidDataException());

        banner.WaitForAssertion(() => Assert.Equal(2, banner.FindAll("[role=status] p").Count));
        TextAssert.Says("refused … check who owns the folder", banner.Find("[data-fault=Log][data-cause=ReadOnly]").TextContent);
        TextAssert.Says("Nothing is lost", banner.Find("[data-fault=ReadModel]").TextContent);

        _faults.Clear(StoragePart.Log);
        banner.WaitForAssertion(() => Assert.Single(banner.FindAll("p")));
    }

    [Fact]
    public void Banner_OfAHindiPage_SaysItInHindiWhateverThreadReportsIt()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("hi-IN");
        var banner = Render<FaultBanner>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-IN");

        _faults.Report(StoragePart.Log, new UnauthorizedAccessException());

        banner.WaitForAssertion(() => Assert.Matches("\\p{IsDevanagari}", banner.Find("[data-fault=Log]").TextContent));
    }

    [Theory]
    [InlineData("en-IN", 24, "server’s clock was set … set forward … have the clock set right")]
    [InlineData("en-IN", -24, "server’s clock was set … set back … have the clock set right")]
    [InlineData("hi-IN", 24, "सर्वर की घड़ी … आगे")]
    [InlineData("hi-IN", -24, "सर्वर की घड़ी … पीछे")]
    public void Banner_ClockWasSet_SaysWhichWayAndWhatToDo(string language, int hours, string text)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var banner = Render<FaultBanner>();

        _faults.Report(StoragePart.Clock, new ClockSetException(TimeSpan.FromHours(hours), Time.GetUtcNow().UtcDateTime));

        banner.WaitForAssertion(() => TextAssert.Says(text, banner.Find("[data-fault=Clock]").TextContent));
    }

    [Fact]
    public void Figures_WhileTheyAreComputed_AreNotShown()
    {
        _projection.Status = _projection.Status with { LastDeliveryId = 6000, RebuiltDeliveryId = 1500, IsIncomplete = true };
        var calls = Gate("/calls");
        var settings = Gate("/settings/backups");

        Assert.Empty(calls.FindAll("#figures"));
        TextAssert.Says("25%", calls.Find("[role=status]").TextContent);
        Assert.NotEmpty(settings.FindAll("#figures"));

        _projection.Status = _projection.Status with { RebuiltDeliveryId = null, ProjectedDeliveryId = 6000, IsIncomplete = false };
        _faults.Report(StoragePart.Recordings, new UnauthorizedAccessException());

        calls.WaitForAssertion(() => Assert.NotEmpty(calls.FindAll("#figures")));
    }

    private IRenderedComponent<FigureGate> Gate(string path) =>
        Render<FigureGate>(parameters => parameters.Add(gate => gate.Path, path).AddChildContent("<p id=figures>0</p>"));
}
