using System.Text.Json;
using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>An entry in the timeline of a contact.</summary>
public sealed record TimelineItem
{
    /// <summary>The kind of entry.</summary>
    public required TimelineKind Kind { get; init; }

    /// <summary>The time, UTC: the start of a call, otherwise the time at which Superfone reported it.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>For a change, the field that changed, by its wire name.</summary>
    public string? Key { get; init; }

    /// <summary>For a change, the new value: any JSON.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>For a change, the previous value, if it is known; for pages only.</summary>
    [JsonIgnore]
    public JsonElement? Before { get; init; }

    /// <summary>For a change of the assignee, the names of those who are known, by their id at Superfone; for pages only.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<long, string> Names { get; init; } = AssigneeNames.None;

    /// <summary>For an entry of a task, its type as received; for pages only.</summary>
    [JsonIgnore]
    public string? TaskType { get; init; }

    /// <summary>For an entry of a task, the task.</summary>
    public long? TaskId { get; init; }

    /// <summary>For a call, the call.</summary>
    public CallItem? Call { get; init; }

    /// <summary>The delivery that reported it; <see langword="null"/> for a call, which several deliveries may report.</summary>
    public long? DeliveryId { get; init; }
}
