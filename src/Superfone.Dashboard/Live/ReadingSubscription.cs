namespace Superfone.Dashboard.Live;

/// <summary>A subscriber that receives the values of a <see cref="SharedReading{T}"/> at its own rate.</summary>
internal sealed class ReadingSubscription<T>(Func<T, Task> onValue, Func<T, T, T>? merge, Action<ReadingSubscription<T>> leave, ILogger logger) : IDisposable
    where T : class
{
    private readonly Lock _lock = new();
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
    }

    /// <summary>Adds a value, which is delivered once the subscriber has handled the previous one.</summary>
    internal void Add(T value)
    {
        lock (_lock)
        {
            _pending = _pending is { } earlier && merge is not null ? merge(earlier, value) : value;
            if (_isRunning)
                return;
            _isRunning = true;
        }

        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        while (Take() is { } value)
        {
            try
            {
                await onValue(value);
            }
            catch (Exception error)
            {
                logger.LogError(error, "A shared value could not be handed over");
            }
        }
    }

    private T? Take()
    {
        lock (_lock)
        {
            var value = _isDisposed ? null : _pending;
            _pending = null;
            _isRunning = value is not null;
            return value;
        }
    }
}
