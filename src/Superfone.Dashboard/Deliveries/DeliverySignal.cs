namespace Superfone.Dashboard.Deliveries;

/// <summary>
/// Says that the log has grown. It is a hint, and any number of them may count as one: whoever waits reads the log afterwards.
/// Made for one waiting thread.
/// </summary>
public sealed class DeliverySignal : IDisposable
{
    private readonly ManualResetEventSlim _grown = new();

    /// <summary>Wakes who waits, or lets the next one who would wait pass.</summary>
    public void Notify() => _grown.Set();

    /// <summary>Waits until the log has grown since the last call returned.</summary>
    /// <param name="timeout">How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Whether it has grown; <see langword="false"/> after the timeout.</returns>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var grown = _grown.Wait(timeout, cancellationToken);

        // Growth between the two lines is not lost: the caller has not read the log yet.
        _grown.Reset();
        return grown;
    }

    /// <inheritdoc/>
    public void Dispose() => _grown.Dispose();
}
