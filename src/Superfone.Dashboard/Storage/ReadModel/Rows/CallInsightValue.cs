namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>One value of an insight, by which values are ranked and their calls found. An insight has one for each value that can be ranked.</summary>
public sealed class CallInsightValue
{
    /// <summary>The key of the title; see <see cref="CallInsight.TitleKey"/>.</summary>
    public required string TitleKey { get; init; }

    /// <summary>The sort key of the call; see <see cref="Domain.Calls.SortKey"/>.</summary>
    public required long SortKey { get; init; }

    /// <summary>The key by which values are grouped; see <see cref="Domain.Summaries.InsightValues"/>.</summary>
    public required string ValueKey { get; init; }

    /// <summary>The value, as received.</summary>
    public required string Value { get; init; }

    /// <summary>The customer's number, as a key; see <see cref="Domain.PhoneBook"/>.</summary>
    public string? PhoneKey { get; init; }
}
