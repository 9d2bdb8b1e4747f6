namespace Superfone.Dashboard.Live;

/// <summary>A subscriber that receives the values of a <see cref="SharedReading{T}"/> at its own rate.</summary>
internal sealed class ReadingSubscription<T>(Func<T, Task> onValue, PagePace pace, Action<ReadingSubscription<T>> leave, ILogger logger) : IDisposable
    where T : class
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private T? _pending;
    private bool _isRunning;
    private bool _isDisposed;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        leave(this);
        _ended.Cancel();
        _ended.Dispose();
    }

    /// <summary>Adds a value, which is delivered when it is the subscriber's turn.</summary>
    /// <param name="merge">Merges a value that was not delivered yet, if there is one, with the added one.</param>
    internal void Add(Func<T?, T> merge)
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _pending = merge(_pending);
            if (_isRunning)
                return;
            _isRunning = true;
            _ = RunAsync(_ended.Token);
        }
    }

    private async Task RunAsync(CancellationToken ended)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (IsPending())
        {
            try
            {
                await pace.TakeTurnAsync(() => Take() is { } value ? onValue(value) : Task.CompletedTask, ended);
            }
            catch (Exception) when (ended.IsCancellationRequested)
            {
                return; // The subscriber is gone.
            }
            catch (Exception error)
            {
                logger.LogError(error, "A shared value could not be handed over");
            }
        }
    }

    private bool IsPending()
    {
        lock (_lock)
            return _isRunning = !_isDisposed && _pending is not null;
    }

    // As late as possible, so that the value is the newest one.
    private T? Take()
    {
        lock (_lock)
        {
            var value = _isDisposed ? null : _pending;
            _pending = null;
            return value;
        }
    }
}
