namespace Superfone.Dashboard.Live;

/// <summary>
/// A subscriber that receives values at its own rate, on another thread, one at a time, and in the language in which it subscribed. Values that
/// arrive meanwhile are pending.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class Subscription<T> : IDisposable
    where T : class
{
    private readonly Func<T, Task> _receive;
    private readonly string _what;
    private readonly PagePace? _pace;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ended = new();

    // Values come from threads that know no language.
    private readonly PageCulture _culture = new();
    private bool _isRunning;

    /// <summary>Creates it.</summary>
    /// <param name="receive">Receives a value.</param>
    /// <param name="what">The kind of the values, for the log.</param>
    /// <param name="pace">The pace of pages; <see langword="null"/> for a subscriber that is no page.</param>
    /// <param name="interval">The minimum time between two values.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Receives exceptions of the subscriber.</param>
    private protected Subscription(Func<T, Task> receive, string what, PagePace? pace, TimeSpan interval, TimeProvider time, ILogger logger) =>
        (_receive, _what, _pace, _interval, _time, _logger) = (receive, what, pace, interval, time, logger);

    /// <summary>Guards what is pending.</summary>
    private protected Lock Sync { get; } = new();

    /// <summary>Whether it has ended. Within <see cref="Sync"/>.</summary>
    private protected bool IsDisposed { get; private set; }

    /// <summary>Whether a value is pending. Called within <see cref="Sync"/>.</summary>
    private protected abstract bool IsPending { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Sync)
        {
            if (IsDisposed)
                return;
            IsDisposed = true;
        }

        Leave();
        _ended.Cancel();
        _ended.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes what is pending. Called within <see cref="Sync"/>.</summary>
    private protected abstract T? Take();

    /// <summary>Unsubscribes; called once.</summary>
    private protected abstract void Leave();

    /// <summary>Delivers what is pending, unless that is going on. Called within <see cref="Sync"/>, before it has ended.</summary>
    private protected void Start()
    {
        if (_isRunning)
            return;
        _isRunning = true;
        _ = RunAsync(_ended.Token);
    }

    // Runs while values are pending, and for one interval longer.
    private async Task RunAsync(CancellationToken ended)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (GoesOn())
        {
            var started = _time.GetTimestamp();
            try
            {
                await (_pace is null ? DeliverAsync() : _pace.TakeTurnAsync(DeliverAsync, ended));
            }
            catch (Exception error) when (!ended.IsCancellationRequested)
            {
                _logger.LogError(error, "{What} could not be handed over", _what);
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

    private bool GoesOn()
    {
        lock (Sync)
            return _isRunning = !IsDisposed && IsPending;
    }

    // Taken as late as possible, so that the value is the newest one.
    private async Task DeliverAsync()
    {
        T? value;
        lock (Sync)
            value = IsDisposed ? null : Take();
        if (value is not null)
            await _culture.RunAsync(() => _receive(value));
    }
}
