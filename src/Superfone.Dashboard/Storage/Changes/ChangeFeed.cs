namespace Superfone.Dashboard.Storage.Changes;

/// <summary>
/// Collects changes for the stage that shows them. Publishing only adds to a set, so it never blocks the publisher, and a change that is
/// published repeatedly before it is taken is delivered once.
/// </summary>
public sealed class ChangeFeed : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private HashSet<Change> _pending = [];

    /// <summary>Publishes committed changes.</summary>
    public void Publish(IEnumerable<Change> changes)
    {
        lock (_lock)
        {
            _pending.UnionWith(changes);
            if (_pending.Count > 0 && _signal.CurrentCount == 0)
                _signal.Release();
        }
    }

    /// <summary>Waits until there are changes, and takes all of them.</summary>
    public async Task<IReadOnlyCollection<Change>> TakeAsync(CancellationToken cancellation)
    {
        await _signal.WaitAsync(cancellation);
        lock (_lock)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();
}
