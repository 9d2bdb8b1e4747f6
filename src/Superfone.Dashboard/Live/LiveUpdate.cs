using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Live;

/// <summary>A set of changed items, each once and in its current state.</summary>
public sealed record LiveUpdate
{
    /// <summary>Everything may have changed: subscribers reload what they show.</summary>
    public static readonly LiveUpdate Reload = new() { IsReload = true };

    /// <summary>Whether everything may have changed; the lists are then empty.</summary>
    public bool IsReload { get; init; }

    /// <summary>Calls.</summary>
    public IReadOnlyList<CallItem> Calls { get; init; } = [];

    /// <summary>Contacts.</summary>
    public IReadOnlyList<ContactItem> Contacts { get; init; } = [];

    /// <summary>Tasks.</summary>
    public IReadOnlyList<TaskListItem> Tasks { get; init; } = [];

    /// <summary>Follow-ups.</summary>
    public IReadOnlyList<FollowUpItem> FollowUps { get; init; } = [];

    /// <summary>New deliveries.</summary>
    public IReadOnlyList<DeliveryItem> Deliveries { get; init; } = [];

    /// <summary>The number of items.</summary>
    public int Count => Calls.Count + Contacts.Count + Tasks.Count + FollowUps.Count + Deliveries.Count;
}
