using Bunit;
using Superfone.Dashboard.Components.Pages;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries.Items;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests;

public sealed class CallCardTests : DisplayContext
{
    private static readonly DateTime Expiry = Now.AddDays(1);

    [Theory]
    [InlineData(Outcome.Answered, "No recording has been announced for this call.")]
    [InlineData(Outcome.Missed, "Nobody talked, so there is nothing to listen to.")]
    public void RecordingCard_WithoutRecording_SaysWhy(Outcome outcome, string expected)
    {
        var card = Render<RecordingCard>(parameters => parameters.Add(card => card.Recording, null).Add(card => card.Outcome, outcome));

        Assert.Equal(expected, card.Find("p").TextContent);
    }

    [Theory]
    [InlineData(RecordingStatus.Pending, "It waits to be copied here. Superfone's link to it lasts until 16 May, 16:10.")]
    [InlineData(RecordingStatus.Expired, "Superfone's link to it ended 16 May, 16:10, before a copy was stored here.")]
    public void RecordingCard_WithRecording_TellsItsState(RecordingStatus status, string expected)
    {
        var recording = new RecordingItem(status, null, null, null, Expiry, null);
        var card = Render<RecordingCard>(parameters => parameters.Add(card => card.Recording, recording).Add(card => card.Outcome, Outcome.Answered));

        Assert.Equal(expected, card.Find("p").TextContent);
    }

    [Fact]
    public void TranscriptCard_ShowsTurnsInTheirOrder_AlsoWithoutTimesOrSpeaker()
    {
        TranscriptTurn[] turns = [new("agent", "Hello.", 0, 2.4), new("customer", "नमस्ते", 62.5, null), new(null, "Anybody there?", null, null)];
        var card = Render<TranscriptCard>(parameters => parameters.Add(card => card.Turns, turns));

        Assert.Equal(["0:00", "1:02", ""], card.FindAll(".turn-time").Select(time => time.TextContent));
        Assert.Equal(["Agent", "Customer", "Speaker"], card.FindAll(".turn-speaker").Select(speaker => speaker.TextContent));
        Assert.Equal(["Hello.", "नमस्ते", "Anybody there?"], card.FindAll(".turn-text").Select(text => text.TextContent));
    }

    [Theory]
    [InlineData(true, "The summary came without a transcript.")]
    [InlineData(false, "No transcript has arrived for this call.")]
    public void TranscriptCard_Empty_SaysWhy(bool hasSummary, string expected)
    {
        var card = Render<TranscriptCard>(parameters => parameters.Add(card => card.Turns, []).Add(card => card.HasSummary, hasSummary));

        Assert.Equal(expected, card.Find("p").TextContent);
    }

    [Fact]
    public void SummaryCard_Inferred_SaysSo()
    {
        var summary = new CallSummary("Wants a callback.", [new Insight("Callback request", "After 6 PM")], MatchedBy.Inferred);
        var card = Render<SummaryCard>(parameters => parameters.Add(card => card.Summary, summary));

        Assert.Equal("Callback request", card.Find("dt").TextContent);
        Assert.Equal("After 6 PM", card.Find("dd").TextContent);
        Assert.Contains("did not say which call", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void CallFactsCard_LeavesOutWhatIsNotKnown()
    {
        var call = new CallDetail(SampleCalls.Missed)
        {
            DtmfDigits = ["1", "#"],
            IvrInputs = [new IvrInput("Welcome", "Press 1 for sales", "1")],
            DeliveryIds = [7, 9],
        };
        var card = Render<CallFactsCard>(parameters => parameters.Add(card => card.Call, call));

        var facts = card.FindAll(".facts > div").ToDictionary(fact => fact.QuerySelector("dt")!.TextContent, fact => fact.QuerySelector("dd")!.TextContent);
        Assert.Equal("+91 70000 11111", facts["Number"]);
        Assert.Equal("1 #", facts["Keys pressed"]);
        Assert.Equal("7, 9", facts["Told by deliveries"]);
        Assert.DoesNotContain("Answered", facts.Keys);
        Assert.Equal("Welcome · Press 1 for sales", card.Find(".menu-steps span").TextContent);
    }
}
