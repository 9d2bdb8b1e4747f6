using System.Text.Json;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>A delivery with the call or contact that it affects; for pages only.</summary>
/// <param name="Delivery">The delivery.</param>
public sealed record EventItem(DeliveryItem Delivery)
{
    /// <summary>The call that it is about.</summary>
    public CallItem? Call { get; init; }

    /// <summary>The contact that it is about.</summary>
    public ContactReference? Contact { get; init; }

    /// <summary>The task that it is about.</summary>
    public long? TaskId { get; init; }

    /// <summary>For a change, the field that changed, by its wire name.</summary>
    public string? Key { get; init; }

    /// <summary>For a change, the new value: any JSON.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>For a change, the previous value, if it is known.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>For a change of the assignee, the names of those who are known, by their id at Superfone.</summary>
    public IReadOnlyDictionary<long, string> Names { get; init; } = AssigneeNames.None;

    /// <summary>Whether it shows the name of an assignee, which may change later.</summary>
    public bool NamesAssignee => AssigneeNames.Concern(Key);
}
