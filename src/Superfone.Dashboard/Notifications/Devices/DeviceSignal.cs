namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>Wakes what notifies devices when one was added or removed.</summary>
public sealed class DeviceSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Wakes it.</summary>
    public void Raise()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will wake anyway.
        }
    }

    /// <summary>Waits for a signal, or for some time.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(_signal.WaitAsync(either.Token), Task.Delay(most, time, either.Token));
        await either.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();
}
