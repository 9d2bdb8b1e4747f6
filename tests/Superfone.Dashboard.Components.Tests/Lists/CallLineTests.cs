using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Lists;

public sealed class CallLineTests : DisplayContext
{
    private readonly CallLines _lines = new(Display);

    [Fact]
    public void Line_OfACallThatWasReadTwice_IsTheSame()
    {
        var again = SampleCalls.Answered with
        {
            Contact = SampleCalls.Answered.Contact! with { Labels = [new Titled(17, "Hot")] },
            Summary = SampleCalls.Answered.Summary! with { Insights = [] },
        };

        Assert.Same(_lines.Of(SampleCalls.Answered), _lines.Of(again));
    }

    [Fact]
    public void Line_OfACallThatHasChanged_SaysWhatIsNew()
    {
        var known = _lines.Of(SampleCalls.Answered);

        var relabelled = _lines.Of(SampleCalls.Answered with { Contact = SampleCalls.Answered.Contact! with { Labels = [new Titled(18, "Cold")] } });
        var summarised = _lines.Of(SampleCalls.Answered with { Summary = new CallSummary("Bought it.", [], SampleCalls.Answered.Summary!.MatchedBy) });

        Assert.Contains("Hot", known.Labels.Value);
        Assert.Contains("Cold", relabelled.Labels.Value);
        Assert.Contains("Bought it.", summarised.Facts.Value);
    }

    [Fact]
    public void Line_IsTextHoweverMuchItLooksLikeMarkup()
    {
        var line = _lines.Of(SampleCalls.Answered with
        {
            Staff = new StaffReference("<script>alert(1)</script>", null),
            Summary = SampleCalls.Answered.Summary! with { Text = "' onmouseover='alert(1) कल" },
        });

        Assert.Contains("&lt;script&gt;", line.Facts.Value);
        Assert.Contains("&#x27; onmouseover=&#x27;alert(1) कल", line.Facts.Value);
        Assert.DoesNotContain("<script", line.Facts.Value);
    }

    [Fact]
    public void Line_OfACallInProgress_SaysAfterFourHoursThatNoEndWasReceived()
    {
        var time = new FakeTimeProvider(Now);
        var display = new Display(Calendar, new PhoneBook("IN"), time, L);
        var line = new CallLines(display).Of(SampleCalls.Answered with { Outcome = Outcome.InProgress, Disposition = "ACTIVE", StartedUtc = Now, EndedUtc = null });
        time.Advance(TimeSpan.FromHours(4));
        Assert.Equal(Outcome.InProgress, line.Outcome);
        Assert.DoesNotContain("No end received", line.Facts.Value, StringComparison.Ordinal);

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotEqual(Outcome.InProgress, line.Outcome);
        Assert.Contains("No end received", line.Facts.Value, StringComparison.Ordinal);
        Assert.Contains("title='ACTIVE'", line.Facts.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_IsSharedByThreads_KeepsNoValueThatIsWrittenInSeveralSteps() => Assert.DoesNotContain(
        typeof(CallLine).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic), field => field.FieldType.IsValueType);
}
