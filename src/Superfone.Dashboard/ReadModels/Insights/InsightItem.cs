using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>A call with the matching insights of its summary.</summary>
/// <param name="Call">The call.</param>
/// <param name="Insights">The insights, one per title.</param>
public sealed record InsightItem(CallItem Call, IReadOnlyList<Insight> Insights)
{
    /// <summary>The sentence of the transcript with most words of the insights; <see langword="null"/> if it is not looked for, or none has any.</summary>
    public SpokenTurn? Said { get; init; }
}

/// <summary>The number of calls with an insight of one title.</summary>
/// <param name="Key">The key by which titles are grouped, see <see cref="Domain.Summaries.InsightTitle"/>.</param>
/// <param name="Title">The title as received with the newest call that has it; empty if there is none.</param>
/// <param name="Calls">Number of calls.</param>
public sealed record InsightCount(string Key, string Title, int Calls);

/// <summary>The number of calls with insights, by title.</summary>
/// <param name="Titles">Titles, most frequent first.</param>
/// <param name="LeftBeforeUtc">
/// Insights of calls before this instant are left out because there are too many to count at once, UTC; <see langword="null"/> if all are
/// counted.
/// </param>
public sealed record InsightCounts(IReadOnlyList<InsightCount> Titles, DateTime? LeftBeforeUtc)
{
    /// <summary>The values that several calls have, of all titles, most frequent first.</summary>
    public IReadOnlyList<InsightValue> Values { get; init; } = [];
}

/// <summary>The number of calls with the same value of a title.</summary>
/// <param name="TitleKey">The key of its title.</param>
/// <param name="Key">The key of the value, see <see cref="Domain.Summaries.InsightValues"/>.</param>
/// <param name="Value">The value.</param>
/// <param name="Calls">The number of calls.</param>
/// <param name="Callers">The number of customers' numbers in these calls.</param>
public sealed record InsightValue(string TitleKey, string Key, string Value, int Calls, int Callers)
{
    /// <summary>The words by which sentences about it are found in transcripts.</summary>
    public string Words => SaidInsights.WordsOf(Value);
}
