using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>The digest of a business day.</summary>
/// <param name="Calls">The figures of its calls.</param>
/// <param name="WeekBefore">
/// The figures of the same weekday a week before; <see langword="null"/> if that day, or this one, is not completely covered.
/// </param>
/// <param name="NotReturned">
/// The callers who were missed on it and still wait; at most <see cref="DigestQueries.MostWaiting"/> are listed.
/// </param>
/// <param name="Slowest">
/// The callers to whom somebody talked again on it, longest wait first; at most <see cref="DigestQueries.MostReturns"/>.
/// </param>
/// <param name="Insights">The most frequent insights of its calls; at most <see cref="DigestQueries.MostInsights"/> titles.</param>
/// <param name="Agents">The figures of agents, most calls first.</param>
public sealed record DayDigest(
    CallFigures Calls,
    CallFigures? WeekBefore,
    WaitingCallers NotReturned,
    IReadOnlyList<FollowUpItem> Slowest,
    IReadOnlyList<DigestInsight> Insights,
    IReadOnlyList<AgentFigures> Agents);

/// <summary>The insights of a day with the same title.</summary>
/// <param name="Count">The number of calls.</param>
/// <param name="CdrId">The last of these calls.</param>
/// <param name="Value">The value in that call.</param>
/// <param name="Values">The values that several calls have, most frequent first.</param>
public sealed record DigestInsight(InsightCount Count, long CdrId, string Value, IReadOnlyList<InsightValue> Values);
