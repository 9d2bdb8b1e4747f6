namespace Superfone.Dashboard.Storage.Changes;

/// <summary>
/// Collects changes for the stage that publishes them to pages. Publishing only adds to a set, so it never blocks the publisher, and a
/// change that is published repeatedly before it is taken is delivered once. More than <see cref="MostPending"/> become
/// <see cref="ChangeKind.Everything"/>.
/// </summary>
public sealed class ChangeFeed : IDisposable
{
    /// <summary>The maximum number of changes that are delivered individually.</summary>
    public const int MostPending = 20_000;

    private static readonly Change Everything = new(ChangeKind.Everything, 0);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private HashSet<Change> _pending = [];

    /// <summary>Publishes committed changes.</summary>
    public void Publish(IEnumerable<Change> changes)
    {
        lock (_lock)
        {
            if (!_pending.Contains(Everything))
                _pending.UnionWith(changes);
            if (_pending.Count > MostPending || _pending.Contains(Everything))
                _pending = [Everything];
            if (_pending.Count > 0 && _signal.CurrentCount == 0)
                _signal.Release();
        }
    }

    /// <summary>Waits until there are changes, and takes all of them.</summary>
    /// <returns>The changes, or <see cref="ChangeKind.Everything"/> alone.</returns>
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
