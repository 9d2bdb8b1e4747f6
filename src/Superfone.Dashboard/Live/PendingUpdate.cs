using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Live;

/// <summary>Merges updates into one that contains each item once, in its latest state. Not thread-safe.</summary>
/// <param name="most">The number of items above which it becomes <see cref="LiveUpdate.Reload"/>.</param>
internal sealed class PendingUpdate(int most)
{
    private readonly Dictionary<long, CallItem> _calls = [];
    private readonly Dictionary<long, ContactItem> _contacts = [];
    private readonly Dictionary<long, TaskListItem> _tasks = [];
    private readonly Dictionary<long, FollowUpItem> _followUps = [];
    private readonly Dictionary<long, DeliveryItem> _deliveries = [];
    private readonly Dictionary<long, RemovedCall> _removedCalls = [];
    private readonly Dictionary<long, RemovedFollowUp> _removedFollowUps = [];
    private readonly HashSet<string> _markedNumbers = new(StringComparer.Ordinal);
    private bool _changesStaff;
    private bool _isReload;

    private int Count =>
        _calls.Count + _contacts.Count + _tasks.Count + _followUps.Count + _deliveries.Count + _removedCalls.Count + _removedFollowUps.Count + _markedNumbers.Count;

    /// <summary>Whether there is nothing to take.</summary>
    public bool IsEmpty => !_isReload && !_changesStaff && Count == 0;

    /// <summary>Adds an update.</summary>
    /// <returns>Whether it exceeded the limit, so that everything pending has become a reload.</returns>
    public bool Add(LiveUpdate update)
    {
        if (_isReload)
            return false;
        Merge(update.Calls, call => call.CdrId, _calls, _removedCalls);
        Merge(update.RemovedCalls, call => call.CdrId, _removedCalls, _calls);
        Merge(update.FollowUps, followUp => followUp.Id, _followUps, _removedFollowUps);
        Merge(update.RemovedFollowUps, followUp => followUp.Id, _removedFollowUps, _followUps);
        foreach (var contact in update.Contacts)
            _contacts[contact.ContactId] = contact;
        foreach (var task in update.Tasks)
            _tasks[task.TaskId] = task;
        foreach (var delivery in update.Deliveries)
            _deliveries[delivery.DeliveryId] = delivery;
        _markedNumbers.UnionWith(update.MarkedNumbers);
        _changesStaff |= update.ChangesStaff;

        var isFull = Count > most;
        if (update.IsReload || isFull)
        {
            Clear();
            _isReload = true;
        }

        return isFull;
    }

    /// <summary>Removes and returns the merged update; <see langword="null"/> if there is none.</summary>
    public LiveUpdate? Take()
    {
        if (IsEmpty)
            return null;
        var update = _isReload
            ? LiveUpdate.Reload
            : new LiveUpdate
            {
                Calls = [.. _calls.Values],
                Contacts = [.. _contacts.Values],
                Tasks = [.. _tasks.Values],
                FollowUps = [.. _followUps.Values],
                Deliveries = [.. _deliveries.Values],
                RemovedCalls = [.. _removedCalls.Values],
                RemovedFollowUps = [.. _removedFollowUps.Values],
                MarkedNumbers = [.. _markedNumbers],
                ChangesStaff = _changesStaff,
            };
        Clear();
        return update;
    }

    // A removed item may come back, and the other way round: the last update counts.
    private static void Merge<T, TOpposite>(IReadOnlyList<T> items, Func<T, long> keyOf, Dictionary<long, T> into, Dictionary<long, TOpposite> outOf)
    {
        foreach (var item in items)
        {
            into[keyOf(item)] = item;
            outOf.Remove(keyOf(item));
        }
    }

    private void Clear()
    {
        _isReload = _changesStaff = false;
        _calls.Clear();
        _contacts.Clear();
        _tasks.Clear();
        _followUps.Clear();
        _deliveries.Clear();
        _removedCalls.Clear();
        _removedFollowUps.Clear();
        _markedNumbers.Clear();
    }
}
