namespace Superfone.Dashboard.Live;

/// <summary>
/// A value that many pages show and that is read once for all of them: at first, after relevant changes, and every minute,
/// as long as anyone subscribes. Reads never take more than a tenth of the time, however slow they are.
/// </summary>
/// <typeparam name="T">The type of the value, which must be immutable.</typeparam>
/// <param name="read">
/// Reads the value, given the changes and the previous value; both are <see langword="null"/> if it must
/// be read in full.
/// </param>
/// <param name="concerns">Whether an update may affect the value.</param>
/// <param name="interval">The shortest time between two reads.</param>
/// <param name="feed">The feed of changes.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives failed reads.</param>
public sealed class SharedReading<T>(
    Func<LiveUpdate?, T?, CancellationToken, Task<T>> read,
    Func<LiveUpdate, bool> concerns,
    TimeSpan interval,
    LiveFeed feed,
    TimeProvider time,
    ILogger logger) : IDisposable
    where T : class
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Func<T, Task>[] _watchers = [];
    private CancellationTokenSource? _ended;
    private T? _value;

    /// <summary>The current value: the last one read if anyone subscribes, otherwise a new one.</summary>
    public async Task<T> ReadAsync(CancellationToken cancellation = default) =>
        Volatile.Read(ref _value) ?? await read(null, null, cancellation);

    /// <summary>Subscribes to new values; the first one follows soon.</summary>
    /// <param name="onValue">Receives a value; it is not awaited.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Watch(Func<T, Task> onValue)
    {
        var isFirst = false;
        CancellationToken ended;
        lock (_lock)
        {
            _watchers = [.. _watchers, onValue];
            isFirst = _ended is null;
            ended = (_ended ??= new CancellationTokenSource()).Token;
        }

        if (isFirst)
            Begin(ended);
        return new Watching(() => Leave(onValue));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CancellationTokenSource? ended;
        lock (_lock)
            ended = TakeEnd();
        Cancel(ended);
    }

    // Subscribing, unsubscribing and reading may call back and take the lock on another thread, so none of them happens inside it.
    private void Begin(CancellationToken ended)
    {
        var subscription = feed.Subscribe(update => concerns(update) ? RefreshAsync(update, ended) : Task.CompletedTask, interval);
        ended.Register(subscription.Dispose);
        _ = RunAsync(ended);
    }

    private void Leave(Func<T, Task> onValue)
    {
        CancellationTokenSource? ended = null;
        lock (_lock)
        {
            _watchers = [.. _watchers.Where(watcher => watcher != onValue)];
            if (_watchers.Length == 0)
                ended = TakeEnd();
        }

        Cancel(ended);
    }

    private CancellationTokenSource? TakeEnd()
    {
        var ended = _ended;
        (_ended, _value) = (null, null);
        return ended;
    }

    private static void Cancel(CancellationTokenSource? ended)
    {
        ended?.Cancel();
        ended?.Dispose();
    }

    private async Task RunAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Minute, time);
        do
            await RefreshAsync(null, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (await timer.WaitForNextTickAsync(ended).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default));
    }

    private async Task RefreshAsync(LiveUpdate? update, CancellationToken ended)
    {
        await _turn.WaitAsync(ended);
        var started = time.GetTimestamp();
        try
        {
            var isWhole = update is null or { IsReload: true } || _value is null;
            Tell(await read(isWhole ? null : update, isWhole ? null : _value, ended), ended);
        }
        catch (Exception error) when (!ended.IsCancellationRequested)
        {
            logger.LogError(error, "What pages share could not be read");
        }
        finally
        {
            _turn.Release();
        }

        var rest = (time.GetElapsedTime(started) * 10) - interval;
        if (update is not null && rest > TimeSpan.Zero)
            await Task.Delay(rest, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Tell(T value, CancellationToken ended)
    {
        Func<T, Task>[] watchers;
        lock (_lock)
        {
            if (_ended?.Token != ended || EqualityComparer<T>.Default.Equals(value, _value))
                return;
            (_value, watchers) = (value, _watchers);
        }

        foreach (var watcher in watchers)
            _ = TellAsync(watcher, value);
    }

    private async Task TellAsync(Func<T, Task> watcher, T value)
    {
        try
        {
            await watcher(value);
        }
        catch (Exception error)
        {
            logger.LogDebug(error, "A page that watched is gone");
        }
    }

    private sealed class Watching(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
