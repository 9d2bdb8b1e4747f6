using System.Text.Json.Serialization;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Live;

/// <summary>A set of changes: items that were added or changed, each once and in its current state, and items that were removed.</summary>
public sealed record LiveUpdate
{
    /// <summary>Everything may have changed: subscribers reload what they show.</summary>
    public static readonly LiveUpdate Reload = new() { IsReload = true };

    /// <summary>Nothing changed.</summary>
    public static readonly LiveUpdate None = new();

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

    /// <summary>Calls that no longer exist.</summary>
    public IReadOnlyList<RemovedCall> RemovedCalls { get; init; } = [];

    /// <summary>Follow-ups that no longer exist, for instance because the call was answered after all.</summary>
    public IReadOnlyList<RemovedFollowUp> RemovedFollowUps { get; init; } = [];

    /// <summary>
    /// Numbers, as keys, that were marked or are no longer marked. Their calls, contacts and follow-ups are in the other lists; for pages only.
    /// </summary>
    public IReadOnlyList<string> MarkedNumbers { get; init; } = [];

    /// <summary>
    /// Whether the staff directory changed, so that assignees and agents may have other names. Only pages show these names: the items that
    /// clients of the hub receive stay the same, so that no edit of the directory sends them a reset.
    /// </summary>
    public bool ChangesStaff { get; init; }

    /// <summary>Whether any call was added, changed or removed.</summary>
    public bool TouchesCalls => IsReload || Calls.Count + RemovedCalls.Count > 0;

    /// <summary>Whether any follow-up was added, changed or removed.</summary>
    public bool TouchesFollowUps => IsReload || FollowUps.Count + RemovedFollowUps.Count > 0;

    /// <summary>Whether the names of assignees and agents may have changed.</summary>
    public bool TouchesNames => IsReload || ChangesStaff;

    /// <summary>Whether any number may have another mark, so that calls of any day may count differently.</summary>
    public bool TouchesMarks => IsReload || MarkedNumbers.Count > 0;

    /// <summary>The number of items.</summary>
    public int Count =>
        Calls.Count + Contacts.Count + Tasks.Count + FollowUps.Count + Deliveries.Count + RemovedCalls.Count + RemovedFollowUps.Count + MarkedNumbers.Count;

    /// <summary>Both updates in one.</summary>
    /// <param name="later">The later one; its states win.</param>
    /// <param name="most">The number of items above which the result is <see cref="Reload"/>.</param>
    public LiveUpdate Then(LiveUpdate later, int most = LiveFeed.MostPending)
    {
        var both = new PendingUpdate(most);
        both.Add(this);
        both.Add(later);
        return both.Take() ?? None;
    }
}

/// <summary>A call that no longer exists.</summary>
/// <param name="CdrId">Its <c>cdr_id</c>.</param>
public sealed record RemovedCall(long CdrId);

/// <summary>A follow-up that no longer exists.</summary>
/// <param name="Id">Its key, in JSON a string like that of <see cref="FollowUpItem"/>.</param>
/// <param name="Phone">The number, as received with the last missed call.</param>
public sealed record RemovedFollowUp(
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long Id, string Phone);
