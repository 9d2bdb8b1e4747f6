namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>Waits for <see cref="DeliverySignal"/> on behalf of one thread.</summary>
public sealed class DeliveryWaiter : IDisposable
{
    private readonly Action<DeliveryWaiter> _remove;
    private readonly ManualResetEventSlim _grown = new();

    internal DeliveryWaiter(Action<DeliveryWaiter> remove) => _remove = remove;

    /// <summary>Waits until the log has grown since the last call returned.</summary>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    public void Wait(CancellationToken cancellationToken)
    {
        _grown.Wait(cancellationToken);

        // Growth between the two lines is not lost: the caller has not read the log yet.
        _grown.Reset();
    }

    /// <summary>Waits until the log has grown since the last call returned, or until a time-out.</summary>
    /// <param name="longest">The longest wait.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    public void Wait(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (_grown.Wait(longest, cancellationToken))
            _grown.Reset();
    }

    /// <inheritdoc/>
    // The event is not disposed: who notifies may have taken note of this one just before.
    public void Dispose() => _remove(this);

    internal void Wake() => _grown.Set();
}
