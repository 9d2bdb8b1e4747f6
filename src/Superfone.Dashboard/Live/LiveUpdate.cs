using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Live;

/// <summary>What has another state now, each thing once and as it is now.</summary>
public sealed record LiveUpdate
{
    /// <summary>That everything may have changed: whoever shows something loads it anew.</summary>
    public static readonly LiveUpdate Reload = new() { IsReload = true };

    /// <summary>Whether everything may have changed; the lists are empty then.</summary>
    public bool IsReload { get; init; }

    /// <summary>Calls.</summary>
    public IReadOnlyList<CallItem> Calls { get; init; } = [];

    /// <summary>Contacts.</summary>
    public IReadOnlyList<ContactItem> Contacts { get; init; } = [];

    /// <summary>Tasks.</summary>
    public IReadOnlyList<TaskListItem> Tasks { get; init; } = [];

    /// <summary>Follow-ups.</summary>
    public IReadOnlyList<FollowUpItem> FollowUps { get; init; } = [];

    /// <summary>Deliveries that were received.</summary>
    public IReadOnlyList<DeliveryItem> Deliveries { get; init; } = [];

    /// <summary>Number of things in it.</summary>
    public int Count => Calls.Count + Contacts.Count + Tasks.Count + FollowUps.Count + Deliveries.Count;
}
