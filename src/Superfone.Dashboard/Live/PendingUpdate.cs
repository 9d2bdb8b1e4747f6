using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Live;

/// <summary>Merges updates into one that holds each item once, in its latest state. Not thread-safe.</summary>
/// <param name="most">The number of items above which it becomes <see cref="LiveUpdate.Reload"/>.</param>
internal sealed class PendingUpdate(int most)
{
    private readonly Dictionary<long, CallItem> _calls = [];
    private readonly Dictionary<long, ContactItem> _contacts = [];
    private readonly Dictionary<long, TaskListItem> _tasks = [];
    private readonly Dictionary<long, FollowUpItem> _followUps = [];
    private readonly Dictionary<long, DeliveryItem> _deliveries = [];
    private bool _isReload;

    private int Count => _calls.Count + _contacts.Count + _tasks.Count + _followUps.Count + _deliveries.Count;

    /// <summary>Adds an update.</summary>
    public void Add(LiveUpdate update)
    {
        if (_isReload)
            return;
        foreach (var call in update.Calls)
            _calls[call.CdrId] = call;
        foreach (var contact in update.Contacts)
            _contacts[contact.ContactId] = contact;
        foreach (var task in update.Tasks)
            _tasks[task.TaskId] = task;
        foreach (var followUp in update.FollowUps)
            _followUps[followUp.Id] = followUp;
        foreach (var delivery in update.Deliveries)
            _deliveries[delivery.DeliveryId] = delivery;
        if (update.IsReload || Count > most)
        {
            Clear();
            _isReload = true;
        }
    }

    /// <summary>Removes and returns the merged update; <see langword="null"/> if there is none.</summary>
    public LiveUpdate? Take()
    {
        if (!_isReload && Count == 0)
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
            };
        Clear();
        return update;
    }

    private void Clear()
    {
        _isReload = false;
        _calls.Clear();
        _contacts.Clear();
        _tasks.Clear();
        _followUps.Clear();
        _deliveries.Clear();
    }
}
