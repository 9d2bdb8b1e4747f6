using Superfone.Dashboard.Domain.Destinations;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>
/// Collects what happens at a destination, and stores it together: as long as all is well, that is one small row and the last attempts,
/// however many events were passed on. Used by one runner only.
/// </summary>
internal sealed class PassingJournal(Destination destination, PassingTable table, PrimaryWriter writer)
{
    // Looking at this many deliveries again after a restart costs less than storing the position more often.
    private const long LargestLag = 10_000;

    // Each transaction takes the lock of the database that receives deliveries.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<long, QueuedDelivery> _queued = [];
    private readonly HashSet<long> _done = [];
    private readonly List<DestinationAttempt> _attempts = [];
    private readonly TaskCompletionSource _completing = new();
    private long _position = destination.Position;
    private DateTime? _lastSuccessUtc;
    private PassingChanges? _saving;
    private Task? _save;
    private bool _isChanged;

    /// <summary>See <see cref="Destination.FailingSinceUtc"/>.</summary>
    public DateTime? FailingSinceUtc { get; private set; } = destination.FailingSinceUtc;

    /// <summary>Whether the end of a delivery is not stored yet.</summary>
    public bool IsDone(long deliveryId) => _done.Contains(deliveryId) || _saving?.Done.Contains(deliveryId) == true;

    /// <summary>Records that a delivery is queued, or has another place in the queue.</summary>
    public void Queue(QueuedDelivery row)
    {
        _done.Remove(row.DeliveryId);
        _queued[row.DeliveryId] = row;
        _isChanged = true;
    }

    /// <summary>Records that a delivery leaves the queue.</summary>
    public void End(long deliveryId)
    {
        _queued.Remove(deliveryId);
        _done.Add(deliveryId);
        _isChanged = true;
    }

    /// <summary>Records an attempt.</summary>
    public void Add(DestinationAttempt attempt)
    {
        if (attempt.Result == AttemptResult.Delivered)
            (_lastSuccessUtc, FailingSinceUtc) = (attempt.AtUtc, null);
        else
            FailingSinceUtc ??= attempt.AtUtc;
        _attempts.Add(attempt);
        if (_attempts.Count > 2 * PassingTable.MostAttempts)
            TrimAttempts();
        _isChanged = true;
    }

    /// <summary>Records that what has failed until now says nothing about the destination any more.</summary>
    public void ForgetFailures()
    {
        if (FailingSinceUtc is null)
            return;
        FailingSinceUtc = null;
        _isChanged = true;
    }

    /// <summary>Begins to store what has happened, unless nothing has, or something is being stored.</summary>
    /// <param name="position">See <see cref="Destination.Position"/>.</param>
    /// <param name="ended">Called when it is stored, or failed, and it may be stored again.</param>
    public void Begin(long position, Action ended)
    {
        if (_save is not null || (!_isChanged && position - _position < LargestLag))
            return;
        _saving = new PassingChanges
        {
            DestinationId = destination.Id,
            Position = _position = position,
            LastSuccessUtc = _lastSuccessUtc,
            FailingSinceUtc = FailingSinceUtc,
            Queued = [.. _queued.Values],
            Done = [.. _done],
            Attempts = [.. _attempts],
        };
        _queued.Clear();
        _done.Clear();
        _attempts.Clear();
        _isChanged = false;
        _save = SaveAsync(_saving);
        _ = NotifyAsync(_save, ended);
    }

    /// <summary>Ends a storing that has ended; what was not stored is stored with the next one.</summary>
    /// <exception cref="System.Data.Common.DbException">It was not stored.</exception>
    public void EndSaving()
    {
        if (_save is not { IsCompleted: true } save)
            return;
        var changes = _saving!;
        (_save, _saving) = (null, null);
        if (!save.IsCompletedSuccessfully)
            TakeBack(changes);
        save.GetAwaiter().GetResult();
    }

    /// <summary>Stores what is left.</summary>
    public async Task CompleteAsync(long position)
    {
        _completing.TrySetResult();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (_save is not null)
            {
                await _save.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                EndSaving();
            }

            _isChanged |= position != _position;
            Begin(position, () => { });
        }

        if (_save is not null)
            await _save;
    }

    private async Task SaveAsync(PassingChanges changes)
    {
        try
        {
            await writer.RunAsync(() => table.Save(changes));
        }
        finally
        {
            await _completing.Task.WaitAsync(Rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task NotifyAsync(Task save, Action ended)
    {
        await save.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended();
    }

    // Only the last attempts are kept anyway, and those that a row of the queue names.
    private void TrimAttempts()
    {
        var last = _attempts.GroupBy(attempt => attempt.DeliveryId).Select(attempts => attempts.Last()).Where(attempt => _queued.ContainsKey(attempt.DeliveryId)).ToHashSet();
        var first = _attempts.Count - PassingTable.MostAttempts;
        var index = 0;
        _attempts.RemoveAll(attempt => index++ < first && !last.Contains(attempt));
    }

    private void TakeBack(PassingChanges changes)
    {
        foreach (var row in changes.Queued.Where(row => !_done.Contains(row.DeliveryId)))
            _queued.TryAdd(row.DeliveryId, row);
        _done.UnionWith(changes.Done.Where(id => !_queued.ContainsKey(id)));
        _attempts.InsertRange(0, changes.Attempts);
        _isChanged = true;
    }
}
