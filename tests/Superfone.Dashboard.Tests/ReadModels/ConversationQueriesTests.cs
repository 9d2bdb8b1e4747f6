using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class ConversationQueriesTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    private ConversationQueries Conversations => new(_log.ReadModel, LogOnDisk.Phones, _log.CallItems);

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Spoken_Words_AreShownWithTheirSentenceAndItsSecond()
    {
        _log.AppendAndProject(
            Call(1), Summary(1, "Asked about the price", ("agent", "Hello, this is Ravi.", 0.4), ("customer", "The price is too high for Zoë.", 61.9), ("agent", "It is our best price.", 70)),
            Call(2), Summary(2, "Price and delivery", ("agent", "नमस्ते, आपकी क़ीमत बताता हूँ।", 3.2)));

        var hit = Assert.Single(await SpokenAsync("PRIC zoe"));
        var turn = Assert.Single(hit.Turns);
        Assert.Equal((1L, "Customer", 61), (hit.Call.CdrId, turn.Speaker, turn.Second));
        Assert.Equal(["price", "Zoë"], turn.Spans.Select(place => turn.Text.Substring(place.Start, place.Length)));
        Assert.Equal([61, 70], Assert.Single(await SpokenAsync("price")).Turns.Select(said => said.Second));

        hit = Assert.Single(await SpokenAsync("क़ीमत"));
        Assert.Equal((2L, 3), (hit.Call.CdrId, hit.Turns[0].Second));
    }

    [Fact]
    public async Task Spoken_WhatOnlyTheSummaryOrAnInsightSays_IsNoHit()
    {
        _log.AppendAndProject(Call(1), Summary(1, "Asked about the price", ("agent", "Hello.", 0.4)));

        Assert.Empty(await SpokenAsync("price"));
        Assert.Empty(await SpokenAsync("concern"));
        Assert.Empty(await SpokenAsync(" "));
    }

    [Fact]
    public async Task Spoken_InManySentences_ShowsTheFirstOnesAndHowManyMore()
    {
        _log.AppendAndProject(Call(1), Summary(1, "Text", [.. Enumerable.Range(0, 5).Select(turn => ("agent", $"price {turn}", (double)turn)), ("agent", "price and colour", 9)]));

        var hit = Assert.Single(await SpokenAsync("price"));
        Assert.Equal([0, 1, 2], hit.Turns.Select(turn => turn.Second!.Value));
        Assert.Equal(3, hit.MoreTurns);
        Assert.Equal(9, Assert.Single(Assert.Single(await SpokenAsync("price colour")).Turns).Second);
    }

    [Fact]
    public async Task Spoken_ListIsPagedNewestFirst()
    {
        foreach (var id in Enumerable.Range(1, 5))
            _log.AppendAndProject(Call(id), Summary(id, "Text", ("agent", "the usual price", 1)));

        var first = await Conversations.ListSpokenAsync(Visibility.Everything, new InsightFilter { Q = "price" }, limit: 3, cancellation: TestContext.Current.CancellationToken);
        var rest = await Conversations.ListSpokenAsync(Visibility.Everything, new InsightFilter { Q = "price" }, first.NextCursor, 3, TestContext.Current.CancellationToken);
        Assert.Equal([5, 4, 3], first.Items.Select(item => item.Call.CdrId));
        Assert.Equal([2, 1], rest.Items.Select(item => item.Call.CdrId));
        Assert.Null(rest.NextCursor);
    }

    [Fact]
    public async Task Summaries_AreFoundByTheirOwnWordsAndNarrowedByWhoseTheyAre()
    {
        _log.AppendAndProject(
            Call(1), Summary(1, "Asked about the price", ("agent", "Delivery is free.", 1)),
            Call(2, call =>
            {
                call["contact_id"] = 7;
                call["contact_lead_stage_name"] = "New";
                call["staff_phone"] = "+919876543211";
            }),
            Summary(2, "Asked about delivery", ("agent", "Hello", 1)),
            Call(3));

        Assert.Equal([2, 1], await SummariesAsync(new InsightFilter()));
        Assert.Equal([2], await SummariesAsync(new InsightFilter { Q = "deliv" }));
        Assert.Equal([2], await SummariesAsync(new InsightFilter { Stage = "new" }));
        Assert.Equal([1], await SummariesAsync(new InsightFilter { StaffPhone = "9876543210" }));
        Assert.Empty(await SummariesAsync(new InsightFilter { Stage = "Won", Q = "asked" }));
    }

    private async Task<IReadOnlyList<SpokenItem>> SpokenAsync(string words) =>
        (await Conversations.ListSpokenAsync(Visibility.Everything, new InsightFilter { Q = words }, cancellation: TestContext.Current.CancellationToken)).Items;

    private async Task<IEnumerable<long>> SummariesAsync(InsightFilter filter) =>
        (await Conversations.ListSummariesAsync(Visibility.Everything, filter, cancellation: TestContext.Current.CancellationToken)).Items.Select(call => call.CdrId);

    internal static string UuidOf(long cdrId) => $"8f4e2a31-2b6d-4c3a-9f1e-{cdrId:D12}";

    internal static string Call(long cdrId, Action<JsonObject>? change = null) => Payload.AnsweredCall(cdrId, $"2026-05-15T10:{30 + cdrId}:00Z").With(call =>
    {
        call["cdr_uuid"] = UuidOf(cdrId);
        change?.Invoke(call);
    });

    internal static string Summary(long cdrId, string text, params (string Speaker, string Text, double Start)[] turns) => Payload.Summary(UuidOf(cdrId), text, 60).With(summary =>
    {
        summary["summary"] = new JsonObject { ["insights"] = new JsonArray(new JsonObject { ["title"] = "Main concern", ["value"] = "Price of it" }) };
        summary["transcription"] = new JsonArray([.. turns.Select(turn =>
            new JsonObject { ["speaker"] = turn.Speaker, ["text"] = turn.Text, ["start"] = turn.Start, ["end"] = turn.Start + 2 })]);
    });
}
