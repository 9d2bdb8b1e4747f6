using Superfone.Dashboard.Projections.Analytics;
using Superfone.Dashboard.Storage.Changes;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>What one transaction of the projector has touched: what must be finished before it ends, and told after it.</summary>
internal sealed class Batch
{
    private readonly HashSet<Change> _changes = [];

    /// <summary>What to tell once it is committed.</summary>
    public IReadOnlyCollection<Change> Changes => _changes;

    /// <summary>The last delivery that was folded in, or set aside; 0 before the first.</summary>
    public long LastDeliveryId { get; set; }

    /// <summary>Calls, by <c>cdr_id</c>, whose searchable text has changed.</summary>
    public HashSet<long> CallsToIndex { get; } = [];

    /// <summary>Those of them that nothing told of before this batch: the index has nothing of theirs to take out.</summary>
    public HashSet<long> NewCalls { get; } = [];

    /// <summary>Contacts whose searchable text has changed.</summary>
    public HashSet<long> ContactsToIndex { get; } = [];

    /// <summary>Those of them that nothing told of before this batch.</summary>
    public HashSet<long> NewContacts { get; } = [];

    /// <summary>Numbers whose follow-ups must be folded anew, each with the place in time of its earliest changed step.</summary>
    public Dictionary<string, long> FollowUpsToFold { get; } = new(StringComparer.Ordinal);

    /// <summary>What it changes in the rollups.</summary>
    public RollupNotes Rollups { get; } = new();

    /// <summary>Notes a change.</summary>
    public void Changed(ChangeKind kind, long id) => _changes.Add(new Change(kind, id));

    /// <summary>Notes that something was deleted.</summary>
    public void Removed(Change removal) => _changes.Add(removal);

    /// <summary>Notes that a step of a number's story was added, changed or removed.</summary>
    /// <param name="phoneKey">The number.</param>
    /// <param name="sortKey">The step's place in time.</param>
    public void FollowUpStepChanged(string phoneKey, long sortKey) =>
        FollowUpsToFold[phoneKey] = FollowUpsToFold.TryGetValue(phoneKey, out var earliest) ? Math.Min(earliest, sortKey) : sortKey;
}
