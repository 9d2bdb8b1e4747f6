using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.ReadModels.Agents;

/// <summary>The work of an agent over some days, and over the days to compare with.</summary>
/// <param name="Now">The days shown.</param>
/// <param name="Than">The earlier days of <paramref name="Comparison"/>: one for each of the first days shown, without one for a day that is not over; <see langword="null"/> if none can be compared.</param>
/// <param name="Comparison">The days that can be compared; <see langword="null"/> if none can.</param>
/// <param name="Tasks">The state of their tasks.</param>
/// <param name="Returns">
/// The missed callers with whom they talked again, the latest first; at most <see cref="AgentReportQueries.MostRows"/>.
/// </param>
/// <param name="Calls">Their calls, newest first; at most <see cref="AgentReportQueries.MostRows"/>.</param>
public sealed record AgentReport(
    AgentDays Now, AgentDays? Than, Comparison? Comparison, AgentTasks Tasks, IReadOnlyList<FollowUpItem> Returns, IReadOnlyList<CallItem> Calls)
{
    /// <summary>Their work over the days that can be compared: now, and before; <see langword="null"/> if none can.</summary>
    public (AgentDays Now, AgentDays Than)? Compared => Than is { } than ? (Now.Take(than.Calls.Count), than) : null;
}

/// <summary>The work of an agent over some days.</summary>
/// <param name="Calls">The calls that they handled, by day.</param>
/// <param name="Returned">The missed callers with whom they talked again, by day.</param>
public sealed record AgentDays(IReadOnlyList<DayCalls> Calls, ReturnedFigures Returned)
{
    /// <summary>The totals of their calls.</summary>
    public CallFigures Total => Calls.Aggregate(CallFigures.None, (sum, day) => sum + day.Figures);

    /// <summary>The first of these days.</summary>
    public AgentDays Take(int days) => new([.. Calls.Take(days)], Returned.Take(days));
}

/// <summary>The totals of an agent over some days.</summary>
/// <param name="Key">Identifies them: their number as a key, or else their name.</param>
/// <param name="Name">Their name in their latest call; <see langword="null"/> if it has none.</param>
/// <param name="Calls">The calls that they handled.</param>
/// <param name="Returned">The missed callers with whom they talked again.</param>
public sealed record AgentFigures(string Key, string? Name, CallFigures Calls, ReturnedFigures Returned);
