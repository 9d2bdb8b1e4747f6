namespace Superfone.Dashboard.Live;

/// <summary>A page that receives the values of a <see cref="SharedReading{T}"/> at its own rate.</summary>
internal sealed class ReadingSubscription<T>(Func<T, Task> onValue, PagePace pace, TimeProvider time, Action<ReadingSubscription<T>> leave, ILogger logger)
    : Subscription<T>(onValue, "A shared value", pace, TimeSpan.Zero, time, logger)
    where T : class
{
    private T? _pending;

    private protected override bool IsPending => _pending is not null;

    /// <summary>Adds a value, which is delivered when it is the subscriber's turn.</summary>
    /// <param name="merge">Merges a value that was not delivered yet, if there is one, with the added one.</param>
    internal void Add(Func<T?, T> merge)
    {
        lock (Sync)
        {
            if (IsDisposed)
                return;
            _pending = merge(_pending);
            Start();
        }
    }

    private protected override T? Take()
    {
        var value = _pending;
        _pending = null;
        return value;
    }

    private protected override void Leave() => leave(this);
}
