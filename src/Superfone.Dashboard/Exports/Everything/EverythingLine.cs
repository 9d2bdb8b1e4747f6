using System.Text.Json.Serialization;

namespace Superfone.Dashboard.Exports.Everything;

/// <summary>A line of the export of everything.</summary>
public sealed record EverythingLine
{
    /// <summary>What it is: the name of an item, <c>checkpoint</c>, <c>export</c> for the first line, <c>end</c> for the last.</summary>
    public required string Type { get; init; }

    /// <summary>For an entry of a history, the contact.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ContactId { get; init; }

    /// <summary>The item, as the API has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Item { get; init; }

    /// <summary>For a checkpoint, the part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EverythingPart? Part { get; init; }

    /// <summary>For a checkpoint, the cursor with which the part goes on after this line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cursor { get; init; }

    /// <summary>For the first line, when the export began, UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? ExportedUtc { get; init; }

    /// <summary>For the first line, the last delivery that all items include; deliveries end with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LastDeliveryId { get; init; }

    /// <summary>For the first line, the parts that follow.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EverythingPart>? Parts { get; init; }

    /// <summary>For the last line, the number of lines of each type. An export without this line is incomplete.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, long>? Counts { get; init; }

    /// <summary>The line of an item.</summary>
    public static EverythingLine Of(string type, object item) => new() { Type = type, Item = item };

    /// <summary>The line after a page of a part.</summary>
    public static EverythingLine Checkpoint(EverythingPart part, string cursor) => new() { Type = "checkpoint", Part = part, Cursor = cursor };
}
