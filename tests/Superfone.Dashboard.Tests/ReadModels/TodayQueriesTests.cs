using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.ReadModels;

public sealed class TodayQueriesTests
{
    [Fact]
    public async Task Today_AndTheSameDayLastWeek_EndAtTheSameTimeOfDay()
    {
        // One in the night of Saturday the 16th in India.
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 19, 30, 0, TimeSpan.Zero)));
        var today = api.Dashboard.Services.GetRequiredService<TodayQueries>();
        Assert.Equal(CallFigures.None, await today.TodayAsync(Visibility.Everything, null, TestContext.Current.CancellationToken));
        await api.PostAsync(
            Payload.MissedCall(7, "2026-05-07T18:29:59Z").With("superfone_number", "+918000077777"), // The first day that is known at all.
            Payload.MissedCall(8, "2026-05-07T18:29:59Z"),
            Payload.AnsweredCall(1, "2026-05-15T18:29:59Z"), // The 15th.
            Payload.AnsweredCall(2, "2026-05-15T18:30:00Z"),
            Payload.MissedCall(3, "2026-05-15T19:00:00Z"),
            Payload.AnsweredCall(4, "2026-05-08T18:30:00Z"), // Midnight, a week ago.
            Payload.AnsweredCall(5, "2026-05-08T19:29:59Z").With("superfone_number", "+918000077777"),
            Payload.AnsweredCall(6, "2026-05-08T19:30:00Z")); // Later than it is now.

        Assert.Equal((2, 1, 1, 60), Of(await today.TodayAsync(Visibility.Everything, null, TestContext.Current.CancellationToken)));
        Assert.Equal((2, 2, 0, 120), Of(await today.LastWeekAsync(Visibility.Everything, null, TestContext.Current.CancellationToken)));
        Assert.Equal((1, 1, 0, 60), Of(await today.LastWeekAsync(Visibility.Everything, "080000 77777", TestContext.Current.CancellationToken)));
        Assert.Equal(api.Dashboard.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, await today.LastReceivedAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task LastWeek_ThatIsNotKnownWhole_IsNoComparison()
    {
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 19, 30, 0, TimeSpan.Zero)));
        var today = api.Dashboard.Services.GetRequiredService<TodayQueries>();
        await api.PostAsync(Payload.AnsweredCall(1, "2026-05-15T18:30:00Z"), Payload.AnsweredCall(2, "2026-05-08T19:00:00Z"));

        Assert.Null(await today.LastWeekAsync(Visibility.Everything, null, TestContext.Current.CancellationToken));
    }

    private static (long Calls, long Answered, long Missed, long TalkSeconds) Of(CallFigures? figures) =>
        (figures!.Calls, figures.Answered, figures.Missed, figures.TalkSeconds);
}
