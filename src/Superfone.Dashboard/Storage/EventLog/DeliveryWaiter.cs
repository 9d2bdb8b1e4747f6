namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>Waits for the log to grow, on one thread.</summary>
public sealed class DeliveryWaiter : IDisposable
{
    private readonly Action<DeliveryWaiter> _remove;
    private readonly ManualResetEventSlim _grown = new();

    internal DeliveryWaiter(Action<DeliveryWaiter> remove) => _remove = remove;

    /// <summary>Waits until the log has grown since the last call returned, or until a time-out.</summary>
    /// <param name="longest">The maximum time to wait.</param>
    /// <param name="cancellationToken">Cancels the wait with an <see cref="OperationCanceledException"/>.</param>
    public void Wait(TimeSpan longest, CancellationToken cancellationToken)
    {
        // Growth before the reset is not missed, because the caller reads the log afterwards.
        if (_grown.Wait(longest, cancellationToken))
            _grown.Reset();
    }

    /// <inheritdoc/>
    // The event is not disposed, because a concurrent Notify may still set it.
    public void Dispose() => _remove(this);

    internal void Wake() => _grown.Set();
}
