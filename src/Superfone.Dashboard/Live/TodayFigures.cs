using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Live;

/// <summary>Today's figures, for the shell and the live page.</summary>
/// <param name="Today">The day so far.</param>
/// <param name="LastWeek">The same weekday last week, up to the same time of day.</param>
/// <param name="Waiting">The callers who wait for a call back.</param>
/// <param name="LastReceivedUtc">The time at which the last delivery was received, UTC; <see langword="null"/> if there is none. The dashboard's own test does not count.</param>
/// <param name="Minute">The minute in which the figures were read, counted from 1970; they expire with it.</param>
public sealed record TodayFigures(CallFigures Today, CallFigures? LastWeek, OpenFollowUps Waiting, DateTime? LastReceivedUtc, long Minute)
{
    /// <summary>The number of deliveries that need a look, see <see cref="DeliveryCountQueries.ProblemsAsync"/>.</summary>
    public int Problems { get; init; }

    /// <summary>The changes since the previous figures, of all accounts: rows beside the figures change with them.</summary>
    public LiveUpdate Changes { get; init; } = LiveUpdate.None;
}
