using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>One received POST.</summary>
public record DeliveryItem
{
    /// <summary>Its position in the log.</summary>
    public required long DeliveryId { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public required DateTime ReceivedUtc { get; init; }

    /// <summary>The event's name on the wire; <see langword="null"/> if the body has none.</summary>
    public required string? Event { get; init; }

    /// <summary>The account's Superfone number, as received.</summary>
    public required string? Account { get; init; }

    /// <summary>Its state.</summary>
    public required DeliveryState Status { get; init; }

    /// <summary>Why it is in quarantine, or why it failed.</summary>
    public required string? Reason { get; init; }

    /// <summary>For a duplicate, the delivery that it repeats.</summary>
    public required long? DuplicateOf { get; init; }

    /// <summary>Length of the body in bytes.</summary>
    public required int SizeBytes { get; init; }

    /// <summary>What was left out of an accepted event; each note begins with the JSON path of the field, such as <c>transcription[0].start</c>.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The delivery that holds it since it was replayed, because it was not understood at first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ReplayedAs { get; init; }

    /// <summary>For a search, the part of the body with the text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Excerpt { get; init; }
}

/// <summary>One received POST with its body.</summary>
public sealed record DeliveryDetail : DeliveryItem
{
    /// <summary>Starts from the delivery as lists show it.</summary>
    [SetsRequiredMembers]
    public DeliveryDetail(DeliveryItem item)
        : base(item)
    {
    }

    /// <summary>The body as text, with the signatures of recording URLs masked.</summary>
    [JsonPropertyOrder(1)]
    public string Body { get; init; } = "";
}
