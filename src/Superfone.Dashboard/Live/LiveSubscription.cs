namespace Superfone.Dashboard.Live;

/// <summary>A subscriber that receives changes at its own rate; see <see cref="LiveFeed.Subscribe"/>.</summary>
public sealed class LiveSubscription : Subscription<LiveUpdate>
{
    private readonly PendingUpdate _pending;
    private readonly Action? _onFull;
    private readonly Action<LiveSubscription> _remove;

    internal LiveSubscription(
        Func<LiveUpdate, Task> onUpdate, TimeSpan interval, int mostPending, Action? onFull, PagePace? pace, TimeProvider time, Action<LiveSubscription> remove, ILogger logger)
        : base(onUpdate, "A live update", pace, interval, time, logger) =>
        (_pending, _onFull, _remove) = (new PendingUpdate(mostPending), onFull, remove);

    private protected override bool IsPending => !_pending.IsEmpty;

    /// <summary>Adds an update, which another thread delivers.</summary>
    internal void Add(LiveUpdate update)
    {
        bool isFull;
        lock (Sync)
        {
            if (IsDisposed)
                return;
            isFull = _pending.Add(update);
            Start();
        }

        if (isFull)
            _onFull?.Invoke();
    }

    private protected override LiveUpdate? Take() => _pending.Take();

    private protected override void Leave() => _remove(this);
}
