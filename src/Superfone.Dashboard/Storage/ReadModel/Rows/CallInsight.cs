namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>What the summary of a call found under one title; kept apart from the summary so that calls are found by title.</summary>
public sealed class CallInsight
{
    /// <summary>The call.</summary>
    public required long CdrId { get; init; }

    /// <summary>What titles are grouped by, see <see cref="Domain.Summaries.InsightTitle"/>.</summary>
    public required string TitleKey { get; init; }

    /// <summary>The title, as received.</summary>
    public required string Title { get; init; }

    /// <summary>What was found; several values of one title are joined by <c>; </c>.</summary>
    public required string Value { get; init; }

    /// <summary>Whether the customer wants to be called back.</summary>
    public required bool IsCallback { get; init; }

    /// <summary>The call's place in time, see <see cref="Domain.Calls.SortKey"/>.</summary>
    public required long SortKey { get; init; }

    /// <summary>Who handled the call, as a key; see <see cref="Domain.PhoneBook"/>.</summary>
    public string? StaffKey { get; init; }

    /// <summary>The Superfone number that the call went through, as a key.</summary>
    public string? AccountKey { get; init; }

    /// <summary>The contact that the call belongs to.</summary>
    public long? ContactId { get; init; }
}
