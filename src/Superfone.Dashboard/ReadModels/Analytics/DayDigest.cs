using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>The digest of a business day.</summary>
/// <param name="Calls">The figures of its calls.</param>
/// <param name="WeekBefore">The figures of the same weekday a week before.</param>
/// <param name="NotReturned">The callers missed on that day who still wait; at most <see cref="DigestQueries.MostWaiting"/> are listed.</param>
/// <param name="Slowest">The missed calls returned on that day, the longest wait first; at most <see cref="DigestQueries.MostReturns"/>.</param>
/// <param name="Insights">The most frequent titles of insights; at most <see cref="DigestQueries.MostInsights"/>.</param>
/// <param name="Agents">The agents' figures, most calls first.</param>
public sealed record DayDigest(
    CallFigures Calls,
    CallFigures WeekBefore,
    WaitingCallers NotReturned,
    IReadOnlyList<FollowUpItem> Slowest,
    IReadOnlyList<DigestInsight> Insights,
    IReadOnlyList<AgentFigures> Agents);

/// <summary>The insights of a day with the same title.</summary>
/// <param name="Count">In how many calls.</param>
/// <param name="CdrId">The last of these calls.</param>
/// <param name="Value">What was found in it.</param>
public sealed record DigestInsight(InsightCount Count, long CdrId, string Value);
