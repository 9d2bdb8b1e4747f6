using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Live;

public sealed class InsightBoardTests
{
    private static readonly DateTime Start = new(2026, 5, 15, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Figures_OfManyPages_AreCountedOnceAndOnlyAfterWhatChangesThem()
    {
        await using var api = await ApiDashboard.StartAsync();
        await PostAndPublishAsync(api, Call(1, 0), Summary(1, "Callback request", "After 6"));
        var board = api.Dashboard.Services.GetRequiredService<InsightBoard>();
        var reading = board.Of(Visibility.Everything, new InsightFilter { TitleKey = "mainconcern", Q = "price" });
        Assert.Same(reading, board.Of(Visibility.Everything, new InsightFilter()));
        using var page = reading.Watch(_ => Task.CompletedTask);
        await ApiDashboard.WaitAsync(() => Task.FromResult(reading.Last is { ToCall: 1 }));
        var counts = reading.Last!.Counts;

        // They were talked to again: nobody waits, but no insight has changed.
        await api.PostAsync(Call(2, 1));
        await ApiDashboard.WaitAsync(() => Task.FromResult(reading.Last is { ToCall: 0 }));
        Assert.Same(counts, reading.Last!.Counts);

        await api.PostAsync(Summary(2, "Main concern", "Price"));
        await ApiDashboard.WaitAsync(() => Task.FromResult(reading.Last!.Counts.Titles.Count == 2));

        // Those who see less share nothing with them.
        Assert.NotSame(reading, board.Of(new Visibility { Accounts = [] }, new InsightFilter()));
    }

    // What is published later than the figures are read changes them once more.
    private static async Task PostAndPublishAsync(ApiDashboard api, params string[] bodies)
    {
        var isPublished = false;
        using var page = api.Dashboard.Services.GetRequiredService<LiveFeed>().Subscribe(update =>
        {
            Volatile.Write(ref isPublished, isPublished || update.Calls.Any(call => call.Summary is not null));
            return Task.CompletedTask;
        });
        await api.PostAsync(bodies);
        await ApiDashboard.WaitAsync(() => Task.FromResult(Volatile.Read(ref isPublished)));
    }

    private static string Uuid(long id) => $"{id:x8}-2b6d-4c3a-9f1e-7a8b9c0d1e2f";

    private static string Call(long id, int hours) => Payload.Call(id, Start.AddHours(hours), "ANSWER").With("cdr_phone", "+917000011111").Named(Uuid(id));

    private static string Summary(long id, string title, string value) => Payload.Summary(Uuid(id), "A call", 60)
        .With(summary => summary["summary"] = new JsonObject { ["insights"] = new JsonArray(new JsonObject { ["title"] = title, ["value"] = value }) });
}
