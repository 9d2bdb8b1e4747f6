namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>
/// An insight: the value in the summary of a call under one title. It has a row of its own so that calls can be found by title.
/// </summary>
public sealed class CallInsight
{
    /// <summary>The sort key of the call; see <see cref="Domain.Calls.SortKey"/>.</summary>
    public required long SortKey { get; init; }

    /// <summary>The key by which titles are grouped; see <see cref="Domain.Summaries.InsightTitle"/>.</summary>
    public required string TitleKey { get; init; }

    /// <summary>The title, as received; empty if there is none.</summary>
    public required string Title { get; init; }

    /// <summary>The value; several values of one title are joined by <c>; </c>.</summary>
    public required string Value { get; init; }

    /// <summary>Whether the customer wants to be called back.</summary>
    public required bool IsCallback { get; init; }

    /// <summary>The agent who handled the call, as a key; see <see cref="Domain.PhoneBook"/>.</summary>
    public string? StaffKey { get; init; }

    /// <summary>The Superfone number of the call, as a key.</summary>
    public string? AccountKey { get; init; }

    /// <summary>The contact of the call.</summary>
    public long? ContactId { get; init; }
}
