using Superfone.Dashboard.Projections.Analytics;
using Superfone.Dashboard.Storage.Changes;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// The effects of one transaction of the projector: the work to finish before the commit, and the changes to publish after it.
/// </summary>
/// <param name="isBulk">
/// Whether it is part of a bulk rebuild: nobody is told of its changes, another thread indexes its texts, and it goes on from transaction to transaction.
/// </param>
internal sealed class Batch(bool isBulk = false)
{
    private readonly HashSet<Change> _changes = [];
    private readonly Dictionary<string, long> _followUpsToFold = new(StringComparer.Ordinal);

    // Taken in this transaction.
    private readonly List<(string PhoneKey, long Earliest)> _taken = [];

    /// <summary>The changes to publish after the commit.</summary>
    public IReadOnlyCollection<Change> Changes => _changes;

    /// <summary>Whether it is part of a bulk rebuild.</summary>
    public bool IsBulk => isBulk;

    /// <summary>The last delivery that was projected or set aside; 0 before the first.</summary>
    public long LastDeliveryId { get; set; }

    /// <summary>Deliveries that cannot be projected, each with its error.</summary>
    public List<(long DeliveryId, Exception Error)> Skipped { get; } = [];

    /// <summary>Calls, by <c>cdr_id</c>, whose searchable text has changed.</summary>
    public HashSet<long> CallsToIndex { get; } = [];

    /// <summary>
    /// Those of <see cref="CallsToIndex"/> that are new in this batch, so that the index has no rows of theirs to delete.
    /// </summary>
    public HashSet<long> NewCalls { get; } = [];

    /// <summary>Contacts whose searchable text has changed.</summary>
    public HashSet<long> ContactsToIndex { get; } = [];

    /// <summary>Those of <see cref="ContactsToIndex"/> that are new in this batch.</summary>
    public HashSet<long> NewContacts { get; } = [];

    /// <summary>Sort keys that calls no longer have, in a bulk rebuild.</summary>
    public HashSet<long> FreedSortKeys { get; } = [];

    /// <summary>Contacts whose calls must be indexed again, in a bulk rebuild.</summary>
    public HashSet<long> RenamedContacts { get; } = [];

    /// <summary>Numbers whose follow-ups must be recomputed, each with the sort key of its earliest changed step.</summary>
    public IReadOnlyDictionary<string, long> FollowUpsToFold => _followUpsToFold;

    /// <summary>The changes to the rollups.</summary>
    public RollupNotes Rollups { get; } = new();

    /// <summary>Adds a change.</summary>
    public void Changed(ChangeKind kind, long id) => Changed(new Change(kind, id));

    /// <summary>Adds a change that is not one of an item, or the removal of an item.</summary>
    public void Changed(Change change)
    {
        if (!IsBulk)
            _changes.Add(change);
    }

    /// <summary>Records that the searchable text of a call has changed.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="isNew">Whether the call is new in this batch.</param>
    public void CallTextChanged(long cdrId, bool isNew = false)
    {
        CallsToIndex.Add(cdrId);
        if (isNew)
            NewCalls.Add(cdrId);
    }

    /// <summary>Records that the searchable text of a contact has changed.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="isNew">Whether the contact is new in this batch.</param>
    public void ContactTextChanged(long contactId, bool isNew)
    {
        ContactsToIndex.Add(contactId);
        if (isNew)
            NewContacts.Add(contactId);
    }

    /// <summary>Records that a call has another sort key, in a bulk rebuild.</summary>
    /// <param name="sortKey">The previous one.</param>
    public void SortKeyFreed(long sortKey) => FreedSortKeys.Add(sortKey);

    /// <summary>Records that the name or a number of a contact has changed, and so the text of all its calls, in a bulk rebuild.</summary>
    public void ContactRenamed(long contactId) => RenamedContacts.Add(contactId);

    /// <summary>Forgets which texts have changed, but not the renamed contacts.</summary>
    public void ForgetTexts()
    {
        FreedSortKeys.Clear();
        CallsToIndex.Clear();
        NewCalls.Clear();
        ContactsToIndex.Clear();
        NewContacts.Clear();
    }

    /// <summary>Takes a number out of <see cref="FollowUpsToFold"/>, because its follow-ups are recomputed now.</summary>
    /// <returns>The sort key of its earliest changed step; <see langword="null"/> if there is nothing to recompute.</returns>
    public long? TakeFollowUps(string phoneKey)
    {
        if (!_followUpsToFold.Remove(phoneKey, out var earliest))
            return null;
        _taken.Add((phoneKey, earliest));
        return earliest;
    }

    /// <summary>Puts back what a transaction took that was rolled back: earlier transactions of a bulk rebuild rely on it.</summary>
    public void RollBack()
    {
        foreach (var (phoneKey, earliest) in _taken)
            FollowUpStepChanged(phoneKey, earliest);
        _taken.Clear();
    }

    /// <summary>Forgets what a transaction of a bulk rebuild has written or rolled back.</summary>
    public void EndTransaction()
    {
        _taken.Clear();
        Skipped.Clear();
        Rollups.BackTo((0, 0));
    }

    /// <summary>Records that a step in the history of a number was added, changed or removed.</summary>
    /// <param name="phoneKey">The number.</param>
    /// <param name="sortKey">The sort key of the step.</param>
    public void FollowUpStepChanged(string phoneKey, long sortKey) =>
        _followUpsToFold[phoneKey] = _followUpsToFold.TryGetValue(phoneKey, out var earliest) ? Math.Min(earliest, sortKey) : sortKey;
}
