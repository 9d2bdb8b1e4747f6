using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>A call with what its summary found, as far as it was asked for.</summary>
/// <param name="Call">The call.</param>
/// <param name="Insights">What was found: a title each.</param>
public sealed record InsightItem(CallItem Call, IReadOnlyList<Insight> Insights);

/// <summary>The number of calls with an insight of one title.</summary>
/// <param name="Key">What titles are grouped by, see <see cref="Domain.Summaries.InsightTitle"/>.</param>
/// <param name="Title">The title as Superfone writes it.</param>
/// <param name="Calls">Number of calls.</param>
public sealed record InsightCount(string Key, string Title, int Calls);

/// <summary>The number of calls with insights, by title.</summary>
/// <param name="Titles">Titles, most frequent first.</param>
/// <param name="LeftBeforeUtc">
/// Insights of calls before this instant are left out, for there are too many to count at once, UTC; <see langword="null"/> if all are counted.
/// </param>
public sealed record InsightCounts(IReadOnlyList<InsightCount> Titles, DateTime? LeftBeforeUtc);
