using System.Text.Json.Nodes;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels.Search;

public sealed class ExcerptQueriesTests : IDisposable
{
    private readonly LogOnDisk _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("pro", "Wants the Pro plan.", null)]
    [InlineData("budgeted", "Budget: Ten lakh", null)]
    [InlineData("pricing", "What is the price?", 12)]
    [InlineData("pro price", "The price of the Pro plan.", 20)]
    [InlineData("कीमत", "क़ीमत बताइए।", 30)]
    [InlineData("asha", null, null)]
    [InlineData("", null, null)]
    public async Task Of_Words_IsTheSentenceWithMostOfThem(string typed, string? sentence, int? second)
    {
        _log.AppendAndProject(
            Payload.Contact(7, name: "Asha"),
            Payload.Call(1, _log.Now.AddHours(-2)).With("cdr_uuid", Payload.Uuid),
            Payload.Summary(text: "Called about a plan. Wants the Pro plan.").With(new JsonObject
            {
                ["summary"] = new JsonObject { ["insights"] = new JsonArray(new JsonObject { ["title"] = "Budget", ["value"] = "Ten lakh" }) },
                ["transcription"] = new JsonArray(
                    new JsonObject { ["speaker"] = "customer", ["text"] = "Hello. What is the price?", ["start"] = 12.4 },
                    new JsonObject { ["speaker"] = "agent", ["text"] = "The price of the Pro plan.", ["start"] = 20 },
                    new JsonObject { ["speaker"] = "customer", ["text"] = "जी। क़ीमत बताइए।", ["start"] = 30 }),
            }));
        var cancellation = TestContext.Current.CancellationToken;
        var calls = (await _log.Calls.ListAsync(Visibility.Everything, new CallFilter(), cancellation: cancellation)).Items;

        var excerpts = await new ExcerptQueries(_log.ReadModel).OfAsync(Visibility.Everything, calls, new WordSearch(typed), cancellation);

        Assert.Equal(sentence is null ? null : new Excerpt(sentence, second), excerpts.GetValueOrDefault(1));
    }

    [Fact]
    public void From_LongText_BeginsALittleBeforeTheFirstWord()
    {
        const string Text = "The customer asked about many things before he finally came to the price of the Pro plan";

        Assert.Equal("… things before he finally came to the price of the Pro plan", ExcerptQueries.From(Text, new WordSearch("pricing")));
        Assert.Equal(Text, ExcerptQueries.From(Text, new WordSearch("customer")));
    }
}
