using Bunit;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Lists;

public sealed class CallRowTests : DisplayContext
{
    [Fact]
    public void AnsweredCall_TellsWhoWhatHowLongAndByWhom()
    {
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Answered));

        Assert.Equal("9876543", row.Find("li").GetAttribute("data-cdr-id"));
        Assert.Equal("/calls/9876543", row.Find(".row-link").GetAttribute("href"));
        Assert.Equal("Asha Kumar", row.Find(".row-link").TextContent);
        Assert.Equal("Hot", row.Find(".label").TextContent);
        Assert.Equal("Acme Pvt Ltd", row.Find(".call-business").TextContent);
        Assert.Equal("Outbound", row.Find(".direction").TextContent.Trim());
        Assert.Equal("Answered", row.Find(".call-what .outcome").TextContent);
        Assert.Equal("Ravi Patel", row.Find(".call-staff").TextContent);
        Assert.Equal("2:22", row.Find(".call-length").TextContent);
        Assert.Equal("7 min ago", row.Find("time").TextContent);
        Assert.Equal("Fri 15 May 2026, 16:02:30", row.Find("time").GetAttribute("title"));
        Assert.Equal("Wants a callback about Pro pricing.", row.Find(".call-summary").TextContent);
        Assert.Empty(row.FindAll(".row-action"));
    }

    [Fact]
    public void MissedCallOfAStranger_ShowsTheNumberAndOffersToCallBack()
    {
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Missed));

        Assert.Equal("+91 70000 11111", row.Find(".row-link").TextContent);
        Assert.Equal("No answer", row.Find(".call-what .outcome").TextContent);
        Assert.Equal("NOANSWER", row.Find(".call-what .outcome").GetAttribute("title"));
        Assert.Equal("rang 0:18", row.Find(".call-length").TextContent);
        Assert.Equal("–", row.Find(".call-staff").TextContent);
        Assert.Equal("tel:+917000011111", row.Find(".row-action").GetAttribute("href"));
        Assert.Equal("Call back +91 70000 11111", row.Find(".row-action").GetAttribute("aria-label"));
        Assert.Empty(row.FindAll(".call-summary"));
    }

    [Theory]
    [InlineData(CallDirection.Outbound, "called back today 14:00 by Ravi Patel")]
    [InlineData(CallDirection.Inbound, "called again today 14:00, answered by Ravi Patel")]
    public void MissedCallWhoseCallerWasTalkedToSince_SaysSoAndAsksForNothing(CallDirection direction, string status)
    {
        var returned = new CallReturn(new DateTime(2026, 5, 15, 8, 30, 0, DateTimeKind.Utc), 1, new StaffReference("Ravi Patel", null)) { Direction = direction };
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Missed with { FollowUp = FollowUpState.Returned, Returned = returned }));

        TextAssert.Says(status, row.Find(".call-what .outcome").TextContent);
        Assert.Empty(row.FindAll(".row-action, .outcome-missed"));
    }

    [Fact]
    public void MissedCallWhoseFollowUpAPersonClosed_SaysSoAndAsksForNothing()
    {
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Missed with { FollowUp = FollowUpState.Closed }));

        TextAssert.Says("No answer … closed", row.Find(".call-what .outcome").TextContent);
        Assert.Empty(row.FindAll(".row-action, .outcome-missed"));
    }

    [Fact]
    public void MissedCallWithoutANumber_OffersNothingToDial()
    {
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Missed with { Phone = null }));

        Assert.Equal("Unknown number", row.Find(".row-link").TextContent);
        Assert.Empty(row.FindAll(".row-action"));
    }

    [Fact]
    public void UnchangedCall_IsNotRenderedAgainUntilTheMinutePasses()
    {
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Answered));
        row.Render(parameters => parameters.Add(row => row.Call, SampleCalls.Answered));
        Assert.Equal(1, row.RenderCount);

        // The parts of a row count as well.
        row.Render(parameters => parameters.Add(row => row.Minute, 1));
        var afterAMinute = row.RenderCount;
        Assert.True(afterAMinute > 1);

        row.Render(parameters => parameters.Add(row => row.Call, SampleCalls.Answered with { Outcome = Outcome.Other }));
        Assert.True(row.RenderCount > afterAMinute);
    }
}
