namespace Superfone.Dashboard.Live;

/// <summary>A subscriber that receives changes at its own rate; see <see cref="LiveFeed.Subscribe"/>.</summary>
public sealed class LiveSubscription : IDisposable
{
    private readonly Func<LiveUpdate, Task> _onUpdate;
    private readonly TimeSpan _interval;
    private readonly Action? _onFull;
    private readonly PagePace? _pace;
    private readonly TimeProvider _time;
    private readonly Action<LiveSubscription> _remove;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly PendingUpdate _pending;
    private readonly CancellationTokenSource _ended = new();
    private bool _isRunning;
    private bool _isDisposed;

    internal LiveSubscription(
        Func<LiveUpdate, Task> onUpdate, TimeSpan interval, int mostPending, Action? onFull, PagePace? pace, TimeProvider time, Action<LiveSubscription> remove, ILogger logger)
    {
        (_onUpdate, _interval, _onFull, _pace, _time, _remove, _logger) = (onUpdate, interval, onFull, pace, time, remove, logger);
        _pending = new PendingUpdate(mostPending);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        _remove(this);
        _ended.Cancel();
        _ended.Dispose();
    }

    /// <summary>Adds an update, which another thread delivers.</summary>
    internal void Add(LiveUpdate update)
    {
        bool isFull;
        lock (_lock)
        {
            if (_isDisposed)
                return;
            isFull = _pending.Add(update);
            if (!_isRunning)
            {
                _isRunning = true;
                _ = RunAsync(_ended.Token);
            }
        }

        if (isFull)
            _onFull?.Invoke();
    }

    // Runs while updates are pending, and for one interval longer.
    private async Task RunAsync(CancellationToken ended)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (IsPending())
        {
            var started = _time.GetTimestamp();
            try
            {
                await (_pace is null ? DeliverAsync() : _pace.TakeTurnAsync(DeliverAsync, ended));
            }
            catch (Exception error) when (!ended.IsCancellationRequested)
            {
                _logger.LogError(error, "A live update could not be handed over");
            }
            catch (Exception)
            {
                return; // The subscriber is gone.
            }

            var rest = _interval - _time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, _time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsPending()
    {
        lock (_lock)
            return _isRunning = !_isDisposed && !_pending.IsEmpty;
    }

    private Task DeliverAsync()
    {
        LiveUpdate? update;
        lock (_lock)
            update = _isDisposed ? null : _pending.Take();
        return update is null ? Task.CompletedTask : _onUpdate(update);
    }
}
