using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>One received POST.</summary>
public record DeliveryItem
{
    /// <summary>Its position in the log.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>The time at which it was received, UTC.</summary>
    public required DateTime ReceivedUtc { get; init; }

    /// <summary>The event's wire name; <see langword="null"/> if the body has none.</summary>
    public required string? Event { get; init; }

    /// <summary>The account's Superfone number, as received.</summary>
    public required string? Account { get; init; }

    /// <summary>Its state.</summary>
    public required DeliveryState Status { get; init; }

    /// <summary>The reason why it is in quarantine, or why it failed.</summary>
    public required string? Reason { get; init; }

    /// <summary>For a duplicate, the delivery that it repeats.</summary>
    public required long? DuplicateOf { get; init; }

    /// <summary>Length of the body in bytes.</summary>
    public required int SizeBytes { get; init; }

    /// <summary>
    /// Notes on the ignored fields of an accepted event; each begins with the JSON path of the field, such as
    /// <c>transcription[0].start</c>.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The delivery as which it was stored again by a replay, because it was not understood at first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ReplayedAs { get; init; }

    /// <summary>For a search, the part of the body that contains the text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Excerpt { get; init; }
}

/// <summary>One received POST with its body.</summary>
public sealed record DeliveryDetail : DeliveryItem
{
    /// <summary>Creates the detail from the delivery as shown in lists.</summary>
    [SetsRequiredMembers]
    public DeliveryDetail(DeliveryItem item)
        : base(item)
    {
    }

    /// <summary>The body as text, with the signatures of recording URLs masked.</summary>
    [JsonPropertyOrder(1)]
    public string Body { get; init; } = "";
}
