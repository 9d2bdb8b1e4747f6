namespace Superfone.Dashboard.Privacy;

/// <summary>Wakes the erasure service when something is requested.</summary>
public sealed class ErasureSignal : IDisposable
{
    private readonly SemaphoreSlim _requested = new(0);

    /// <summary>Wakes the service.</summary>
    public void Notify() => _requested.Release();

    /// <summary>Waits for a request.</summary>
    /// <param name="longest">The maximum wait.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await _requested.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _requested.Dispose();
}
