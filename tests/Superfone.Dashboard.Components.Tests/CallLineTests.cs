using Superfone.Dashboard.Components.Shared;
using Superfone.Dashboard.Queries.Items;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests;

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

        Assert.Contains("Hot", known.Labels?.Value);
        Assert.Contains("Cold", relabelled.Labels?.Value);
        Assert.Contains("Bought it.", summarised.Facts?.Value);
    }

    [Fact]
    public void Line_IsTextHoweverMuchItLooksLikeMarkup()
    {
        var line = _lines.Of(SampleCalls.Answered with
        {
            Staff = new StaffReference("<script>alert(1)</script>", null),
            Summary = SampleCalls.Answered.Summary! with { Text = "' onmouseover='alert(1) कल" },
        });

        Assert.Contains("&lt;script&gt;", line.Facts?.Value);
        Assert.Contains("&#x27; onmouseover=&#x27;alert(1) कल", line.Facts?.Value);
        Assert.DoesNotContain("<script", line.Facts?.Value);
    }
}
