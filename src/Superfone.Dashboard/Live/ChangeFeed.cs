namespace Superfone.Dashboard.Live;

/// <summary>
/// Takes changes from the thread that projects, and never holds it up: they are only noted here, each once, until
/// somebody takes them.
/// </summary>
public sealed class ChangeFeed : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private HashSet<Change> _pending = [];

    /// <summary>Notes what changed, after it is committed.</summary>
    public void Publish(IEnumerable<Change> changes)
    {
        lock (_lock)
        {
            _pending.UnionWith(changes);
            if (_pending.Count > 0 && _signal.CurrentCount == 0)
                _signal.Release();
        }
    }

    /// <summary>Waits until something has changed and takes all of it.</summary>
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
