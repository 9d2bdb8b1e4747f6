using Bunit;
using Superfone.Dashboard.Components.Pages.Calls.Detail;
using Superfone.Dashboard.Components.Tests.Lists;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class CallCardTests : DisplayContext
{
    private static readonly DateTime Expiry = Now.AddDays(1);

    [Theory]
    [InlineData(Outcome.Answered, "no recording")]
    [InlineData(Outcome.Missed, "nobody talked")]
    public void RecordingCard_WithoutRecording_SaysWhy(Outcome outcome, string expected)
    {
        var card = Card(SampleCalls.Answered with { Outcome = outcome });

        TextAssert.Says(expected, card.Find("p").TextContent);
    }

    [Theory]
    [InlineData(RecordingStatus.Pending, "waits … link … until tomorrow 16:10")]
    [InlineData(RecordingStatus.Downloading, "being copied")]
    [InlineData(RecordingStatus.Failed, "could not be copied … The server answered 503.")]
    [InlineData(RecordingStatus.Expired, "link … ended tomorrow 16:10")]
    public void RecordingCard_WithRecording_TellsItsState(RecordingStatus status, string expected)
    {
        var card = Card(SampleCalls.Answered with { Recording = new RecordingItem(status, null, null, null, Expiry, "The server answered 503.") });

        TextAssert.Says(expected, card.Find("p").TextContent);
        Assert.Empty(card.FindAll("[data-play], [data-playable]"));
    }

    [Fact]
    public void RecordingCard_Failed_IsTriedAgainWhenAskedFor()
    {
        var asked = 0;
        var failed = SampleCalls.Answered with { Recording = new RecordingItem(RecordingStatus.Failed, null, null, null, Expiry, "The server answered 503.") };
        var card = Card(failed, parameters => parameters.Add(card => card.OnRetry, () => { asked++; }));

        card.Find("button.mud-button-root").Click();
        Assert.Equal(1, asked);
    }

    [Fact]
    public void RecordingCard_Stored_OffersToListenAndSaysWhoHasHeard()
    {
        var card = Card(SampleCalls.Recorded, parameters => parameters
            .Add(card => card.StartAt, 73)
            .Add(card => card.Listens, [new ListenItem("neha@example.com", Now.AddMinutes(-5))]));

        Assert.Equal("/api/v1/calls/9876543/recording", card.Find("[data-play='9876543']").GetAttribute("data-src"));
        Assert.Equal("Listen to Asha Kumar", card.Find("[data-play]").GetAttribute("aria-label"));
        Assert.Equal("73", card.Find("[data-player]").GetAttribute("data-at"));
        Assert.NotNull(card.Find("[data-playable]"));
        TextAssert.Says("heard … neha@example.com … today 16:05", card.Find(".heard").TextContent);
        Assert.Empty(card.FindAll("a[download]"));
    }

    [Theory]
    [InlineData(6, "6.4")]
    [InlineData(7, "7")]
    public void RecordingCard_LinkedAtASecond_BeginsWithTheTurnThatBeginsInIt(int second, string place)
    {
        var spoken = Conversation.Of([new("agent", "Hello", 0, 6.1), new("customer", "The price?", 6.4, 9)], 10);

        var card = Card(SampleCalls.Recorded, parameters => parameters.Add(card => card.StartAt, second), spoken);

        Assert.Equal(place, card.Find("[data-player]").GetAttribute("data-at"));
    }

    [Fact]
    public void RecordingCard_ForAManager_CanBeSaved()
    {
        var card = Card(SampleCalls.Recorded, parameters => parameters.Add(card => card.MayDownload, true));

        Assert.Equal("/api/v1/calls/9876543/recording?download=1", card.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public void RecordingCard_WithTimedTurns_DrawsWhoSpokeWhenAndHowMuch()
    {
        TranscriptTurn[] turns = [new("customer", "Hello.", 50, 100), new("agent", "Hi.", 0, 40)];
        var card = Card(SampleCalls.Recorded with { DurationSeconds = 100 }, conversation: Conversation.Of(turns, 100));

        Assert.Equal(["Agent", "Customer"], card.FindAll(".lane-name").Select(name => name.TextContent));
        Assert.Collection(card.FindAll(".lane-share"), share => TextAssert.Says("40", share.TextContent), share => TextAssert.Says("50", share.TextContent));
        Assert.Equal("M500 0H1000V10H500Z", card.FindAll(".lane-drawing path")[1].GetAttribute("d"));
        Assert.Equal("Longest silence 0:10", card.Find(".lane-note").TextContent);
    }

    [Fact]
    public void TranscriptCard_ShowsTurnsInTheirOrder_AlsoWithoutTimesOrSpeaker()
    {
        TranscriptTurn[] turns = [new("agent", "Hello.", 0, 2.4), new("customer", "नमस्ते", 62.5, null), new(null, "Anybody there?", null, null)];
        var card = Transcript(turns);

        Assert.Equal(["0:00", "1:02", ""], card.FindAll(".turn-time").Select(time => time.TextContent));
        Assert.Equal(["Agent", "Customer", ""], card.FindAll(".turn-speaker").Select(speaker => speaker.TextContent));
        Assert.Equal(["Hello.", "नमस्ते", "Anybody there?"], card.FindAll(".turn-text").Select(text => text.TextContent));
        Assert.Empty(card.FindAll("button.turn-time"));
    }

    [Fact]
    public void TranscriptCard_WithARecording_OffersToPlayFromEachTurn()
    {
        var card = Transcript([new("agent", "Hello.", 0, 2.4), new("customer", "Yes?", 62.5, null)], isPlayable: true);

        Assert.Equal(["Play from 0:00", "Play from 1:02"], card.FindAll("button.turn-time").Select(button => button.GetAttribute("aria-label")));
        Assert.Equal(["0", "62.5"], card.FindAll(".turn").Select(turn => turn.GetAttribute("data-start")));
        Assert.Equal("62.5", card.Find(".turn").GetAttribute("data-end"));
    }

    [Fact]
    public void TranscriptCard_Search_MarksCountsAndGoesFromMatchToMatch()
    {
        var card = Transcript([new("agent", "The plan, our PLAN.", 0, 2), new("customer", "Which plan?", 3, 4)]);
        card.Find("input").Input("plan");

        card.WaitForAssertion(() => Assert.Equal("1 of 3", card.Find(".transcript-count").TextContent));
        Assert.Equal(["plan", "PLAN", "plan"], card.FindAll("mark").Select(mark => mark.TextContent));
        card.Find("[aria-label='Previous match']").Click();
        Assert.Equal("3 of 3", card.Find(".transcript-count").TextContent);
        card.Find("[aria-label='Next match']").Click();
        Assert.Equal("true", card.FindAll("mark")[0].GetAttribute("aria-current"));

        card.Find("input").Input("nothing");
        card.WaitForAssertion(() => Assert.Equal("Not found", card.Find(".transcript-count").TextContent));
    }

    [Fact]
    public void TranscriptCard_Search_FindsWordsAsTheSearchOverAllCallsDoes()
    {
        var card = Transcript([new("agent", "The price of a plane ticket.", 0, 2), new("customer", "क़ीमत क्या है?", 3, 4)]);

        card.Find("input").Input("pricing कीमत");

        card.WaitForAssertion(() => Assert.Equal(["price", "क़ीमत"], card.FindAll("mark").Select(mark => mark.TextContent)));
    }

    [Theory]
    [InlineData("pricing", null, "pricing", "1 of 3")]
    [InlineData("pricing", 3, "pricing", "2 of 3")]
    [InlineData("asha", null, "", null)]
    [InlineData(null, null, "", null)]
    public void TranscriptCard_WithWords_FindsThemFromTheStartIfTheyWereSaid(string? words, int? moment, string query, string? count)
    {
        var card = Transcript(
            [new("agent", "The price.", 0, 2), new("customer", "Which price? Prices?", 3, 4)],
            and: parameters => parameters.Add(card => card.Words, words).Add(card => card.Moment, moment));

        Assert.Equal(query, card.Find("input").GetAttribute("value") ?? "");
        Assert.Equal(count, card.FindAll(".transcript-count").SingleOrDefault()?.TextContent);
    }

    [Fact]
    public void TranscriptCard_WithWords_KeepsWhatIsTypedInTheirPlace()
    {
        var card = Transcript([new("agent", "The price.", 0, 2)], and: parameters => parameters.Add(card => card.Words, "price"));

        card.Find("input").Input("the");
        card.WaitForAssertion(() => Assert.Equal("The", card.Find("mark").TextContent));
        card.Render(parameters => parameters.Add(card => card.IsPlayable, true));

        Assert.Equal("The", card.Find("mark").TextContent);
    }

    [Theory]
    [InlineData(true, "summary … without a transcript")]
    [InlineData(false, "no transcript")]
    public void TranscriptCard_Empty_SaysWhy(bool hasSummary, string expected)
    {
        var card = Render<TranscriptCard>(parameters => parameters.Add(card => card.Conversation, Conversation.Of([], null)).Add(card => card.HasSummary, hasSummary));

        TextAssert.Says(expected, card.Find("p").TextContent);
    }

    [Fact]
    public void SummaryCard_Inferred_SaysSo()
    {
        var summary = new CallSummary("Wants a callback.", [new Insight("Callback request", "After 6 PM")], MatchedBy.Inferred);
        var card = Render<SummaryCard>(parameters => parameters.Add(card => card.Summary, summary));

        Assert.Equal("Callback request", card.Find("dt").TextContent);
        Assert.Equal("After 6 PM", card.Find("dd").TextContent);
        TextAssert.Says("matched … length … time", card.Markup);
        Assert.Empty(card.FindAll("button"));
    }

    [Theory]
    [InlineData(MatchedBy.Inferred, true)]
    [InlineData(MatchedBy.Manual, true)]
    [InlineData(MatchedBy.RecordingUrl, false)]
    [InlineData(MatchedBy.CdrUuid, false)]
    public void SummaryCard_ForAManager_CanBeUnlinkedUnlessSuperfoneLinkedIt(MatchedBy matchedBy, bool isOffered)
    {
        var unlinked = 0;
        var card = Render<SummaryCard>(parameters => parameters
            .Add(card => card.Summary, new CallSummary("Text", [], matchedBy)).Add(card => card.MayDecide, true).Add(card => card.OnUnlink, () => { unlinked++; }));

        var buttons = card.FindAll("button");
        Assert.Equal(isOffered ? 1 : 0, buttons.Count);
        if (isOffered)
            buttons[0].Click();
        Assert.Equal(isOffered ? 1 : 0, unlinked);
    }

    [Fact]
    public void SummaryCard_JustUnlinked_OffersToUndo()
    {
        var undone = 0;
        var card = Render<SummaryCard>(parameters => parameters
            .Add(card => card.Summary, null).Add(card => card.Unlinked, "8f4e").Add(card => card.OnUndo, () => { undone++; }));

        card.Find("button").Click();
        Assert.Equal(1, undone);
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
        Assert.Equal(["/deliveries/7", "/deliveries/9"], card.FindAll(".facts a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain("Answered", facts.Keys);
        Assert.Equal("Welcome · Press 1 for sales", card.Find(".menu-steps span").TextContent);
    }

    private IRenderedComponent<RecordingCard> Card(
        CallItem call, Action<ComponentParameterCollectionBuilder<RecordingCard>>? and = null, Conversation? conversation = null) => Render<RecordingCard>(parameters =>
    {
        parameters.Add(card => card.Call, call).Add(card => card.Conversation, conversation ?? Conversation.Of([], null));
        and?.Invoke(parameters);
    });

    private IRenderedComponent<TranscriptCard> Transcript(
        TranscriptTurn[] turns, bool isPlayable = false, Action<ComponentParameterCollectionBuilder<TranscriptCard>>? and = null) => Render<TranscriptCard>(parameters =>
    {
        parameters.Add(card => card.Conversation, Conversation.Of(turns, null)).Add(card => card.IsPlayable, isPlayable);
        and?.Invoke(parameters);
    });
}
