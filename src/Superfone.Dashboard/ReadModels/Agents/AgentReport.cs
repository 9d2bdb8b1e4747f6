using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.ReadModels.Agents;

/// <summary>The work of an agent over some days, and over as many others to compare with.</summary>
/// <param name="Now">The days that are looked at.</param>
/// <param name="Than">The days that they are compared with.</param>
/// <param name="Tasks">The state of their tasks.</param>
/// <param name="Returns">The missed callers with whom they talked again, the last first; at most <see cref="AgentReportQueries.MostRows"/>.</param>
/// <param name="Calls">Their calls, newest first; at most <see cref="AgentReportQueries.MostRows"/>.</param>
public sealed record AgentReport(
    AgentDays Now, AgentDays Than, AgentTasks Tasks, IReadOnlyList<FollowUpItem> Returns, IReadOnlyList<CallItem> Calls);

/// <summary>The work of an agent over some days.</summary>
/// <param name="Calls">The calls that they handled, by day.</param>
/// <param name="Returned">The missed callers with whom they talked again, by day.</param>
public sealed record AgentDays(IReadOnlyList<DayCalls> Calls, ReturnedFigures Returned)
{
    /// <summary>All their calls together.</summary>
    public CallFigures Total => Calls.Aggregate(CallFigures.None, (sum, day) => sum + day.Figures);
}

/// <summary>The totals of an agent over some days.</summary>
/// <param name="Key">Identifies them: their number as a key, else their name.</param>
/// <param name="Name">Their name in their latest call; <see langword="null"/> if it does not.</param>
/// <param name="Calls">The calls that they handled.</param>
/// <param name="Returned">The missed callers with whom they talked again.</param>
public sealed record AgentFigures(string Key, string? Name, CallFigures Calls, ReturnedFigures Returned);
