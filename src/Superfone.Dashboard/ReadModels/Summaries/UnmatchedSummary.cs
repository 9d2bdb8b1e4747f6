using System.Text.Json.Serialization;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Summaries;

/// <summary>A summary that waits for its call.</summary>
public sealed record UnmatchedSummary
{
    /// <summary>UUID of the call to which it belongs.</summary>
    public required string CdrUuid { get; init; }

    /// <summary>The first delivery about it; for pages only.</summary>
    [JsonIgnore]
    public long DeliveryId { get; init; }

    /// <summary>The summary in plain text.</summary>
    public required string? Text { get; init; }

    /// <summary>The insights, by title.</summary>
    public required IReadOnlyList<Insight> Insights { get; init; }

    /// <summary>Talk time of its call in seconds.</summary>
    public required int? DurationSeconds { get; init; }

    /// <summary>The time at which it was first received, UTC.</summary>
    public required DateTime ReceivedUtc { get; init; }

    /// <summary>
    /// The calls to which it may belong, latest first, at most 20: answered, of the same account and talk time, without a summary, and
    /// ended in the 24 hours before it was received.
    /// </summary>
    public required IReadOnlyList<long> Candidates { get; init; }
}
