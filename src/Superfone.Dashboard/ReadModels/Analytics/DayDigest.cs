using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>What is worth knowing of a business day.</summary>
/// <param name="Calls">What its calls come to.</param>
/// <param name="WeekBefore">What those of the same weekday a week before come to; <see langword="null"/> if that day, or this one, is not covered whole.</param>
/// <param name="NotReturned">Who was missed on it and waits as of now; at most <see cref="DigestQueries.MostWaiting"/> are listed.</param>
/// <param name="Slowest">Who was talked to again on it and had waited longest, in that order; at most <see cref="DigestQueries.MostReturns"/>.</param>
/// <param name="Insights">What summaries of its calls found most often; at most <see cref="DigestQueries.MostInsights"/> titles.</param>
/// <param name="Agents">What agents did, those with most calls first.</param>
public sealed record DayDigest(
    CallFigures Calls,
    CallFigures? WeekBefore,
    WaitingCallers NotReturned,
    IReadOnlyList<FollowUpItem> Slowest,
    IReadOnlyList<DigestInsight> Insights,
    IReadOnlyList<AgentFigures> Agents);

/// <summary>The insights of a day with the same title.</summary>
/// <param name="Count">In how many calls.</param>
/// <param name="CdrId">The last of these calls.</param>
/// <param name="Value">What was found in it.</param>
public sealed record DigestInsight(InsightCount Count, long CdrId, string Value);
