namespace Superfone.Dashboard.Live;

/// <summary>
/// A value that many pages show and that is read once for all of them: at first, after relevant changes, and every minute (see
/// <see cref="ChangesWithTime"/>), as long as there are subscribers. Reads never take more than a tenth of the time, however slow they are.
/// </summary>
/// <typeparam name="T">The type of the value, which must be immutable.</typeparam>
/// <param name="read">
/// Reads the value, given the changes and the previous value. Without a previous value it is read in full; the changes are then
/// <see langword="null"/>, or <see cref="LiveUpdate.Reload"/> if some may have been missed.
/// </param>
/// <param name="concerns">Whether an update may affect the value.</param>
/// <param name="interval">The minimum time between two reads.</param>
/// <param name="feed">The feed of changes.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives the errors of failed reads.</param>
/// <param name="merge">Merges a value that a subscriber has not received yet with the next one; without it, the next one replaces it.</param>
public sealed class SharedReading<T>(
    Func<LiveUpdate?, T?, CancellationToken, Task<T>> read,
    Func<LiveUpdate, bool> concerns,
    TimeSpan interval,
    LiveFeed feed,
    TimeProvider time,
    ILogger logger,
    Func<T, T, T>? merge = null) : IDisposable
    where T : class
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ReadingSubscription<T>[] _subscriptions = [];
    private CancellationTokenSource? _ended;
    private T? _value;
    private bool _hasFailed;

    /// <summary>Whether the value changes as time passes, so that it is read every minute.</summary>
    public bool ChangesWithTime { get; init; } = true;

    /// <summary>The last value read for subscribers; <see langword="null"/> while there is none.</summary>
    public T? Last => Volatile.Read(ref _value);

    /// <summary>The current value: the last one read if there are subscribers, otherwise a new one.</summary>
    public async Task<T> ReadAsync(CancellationToken cancellation = default) =>
        Last ?? await read(null, null, cancellation);

    /// <summary>Subscribes to new values; the first subscriber receives one soon.</summary>
    /// <param name="onValue">Receives a value; never called while an earlier call is running. An exception is logged, and values continue.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Watch(Func<T, Task> onValue)
    {
        var subscription = new ReadingSubscription<T>(onValue, feed.Pace, time, Leave, logger);
        var isFirst = false;
        CancellationToken ended;
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions, subscription];
            isFirst = _ended is null;
            ended = (_ended ??= new CancellationTokenSource()).Token;
        }

        if (isFirst)
            Begin(ended);
        return subscription;
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

    private void Leave(ReadingSubscription<T> subscription)
    {
        CancellationTokenSource? ended = null;
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
            if (_subscriptions.Length == 0)
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
            await RefreshAsync(null, ended);
        while (ChangesWithTime && await timer.WaitForNextTickAsync(ended).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default));
    }

    // A change must not be lost because the value could not be read just then, so it is read again until that succeeds.
    private async Task RefreshAsync(LiveUpdate? update, CancellationToken ended)
    {
        try
        {
            while (!await TryRefreshAsync(update, ended))
                await Task.Delay(RetryDelay, time, ended);
        }
        catch (Exception) when (ended.IsCancellationRequested)
        {
            // The last subscriber left during the read. The subscription to the feed ends a moment later.
        }
    }

    private async Task<bool> TryRefreshAsync(LiveUpdate? update, CancellationToken ended)
    {
        await _turn.WaitAsync(ended);
        var started = time.GetTimestamp();
        try
        {
            var isWhole = update is null or { IsReload: true } || _value is null || _hasFailed;
            var changes = _hasFailed ? LiveUpdate.Reload : isWhole && update is not null ? LiveUpdate.Reload : update;
            Tell(await read(changes, isWhole ? null : _value, ended), ended);
            _hasFailed = false;
        }
        catch (Exception error) when (!ended.IsCancellationRequested)
        {
            if (!_hasFailed)
                logger.LogError(error, "What pages share could not be read");
            _hasFailed = true;
            return false;
        }
        finally
        {
            _turn.Release();
        }

        var rest = (time.GetElapsedTime(started) * 10) - interval;
        if (update is not null && rest > TimeSpan.Zero)
            await Task.Delay(rest, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }

    private void Tell(T value, CancellationToken ended)
    {
        ReadingSubscription<T>[] subscriptions;
        lock (_lock)
        {
            if (_ended?.Token != ended || EqualityComparer<T>.Default.Equals(value, _value))
                return;
            (_value, subscriptions) = (value, _subscriptions);
        }

        // Many subscribers wait with the same earlier value, and share the result of merging it.
        var merged = new Dictionary<T, T>(ReferenceEqualityComparer.Instance);
        foreach (var subscription in subscriptions)
            subscription.Add(Merge);

        T Merge(T? earlier)
        {
            if (earlier is null || merge is null)
                return value;
            if (!merged.TryGetValue(earlier, out var both))
                merged.Add(earlier, both = merge(earlier, value));
            return both;
        }
    }
}
