using System.Threading.Channels;

namespace Superfone.Dashboard.Live;

/// <summary>
/// The pace of open pages. Pages update in turns, at most one fewer at a time than there are processors, so that a thousand of them leave one
/// for everything else. While the processors are busy, each turn is followed by a rest: pages are then updated less often, and ingest and the
/// opening of pages keep their speed.
/// </summary>
public sealed class PagePace
{
    // Below the first share pages do not rest; at the second and above they rest longest.
    private const double Busy = 0.8;
    private const double Saturated = 0.95;
    private const double MostRestPerWork = 3;

    // A timer is no more precise than this; shorter rests are saved up.
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(4);

    // A page may wait for a database, or for a browser that is offline; others must not wait for it.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(50);

    // If none has taken its turn for so long, none waits.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // One item for each page that may update now. Who waits longest is served first.
    private readonly Channel<bool> _turns = Channel.CreateUnbounded<bool>();
    private readonly TimeProvider _time;
    private readonly Func<double> _load;
    private readonly Lock _lock = new();
    private TimeSpan _owedRest;
    private (TimeSpan Delay, long Timestamp) _last;

    /// <summary>Creates it.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="load">The share of time in which the processors work, from 0 to 1.</param>
    public PagePace(TimeProvider time, Func<double> load)
    {
        (_time, _load) = (time, load);
        for (var turn = 0; turn < Math.Max(1, Environment.ProcessorCount - 1); turn++)
            _turns.Writer.TryWrite(true);
    }

    /// <summary>How long pages wait for their turn at present, and so how old the content of an open page can be.</summary>
    public TimeSpan Delay
    {
        get
        {
            lock (_lock)
                return _time.GetElapsedTime(_last.Timestamp) < LongestPause ? _last.Delay : TimeSpan.Zero;
        }
    }

    /// <summary>Runs an update of a page when it is the page's turn.</summary>
    /// <param name="update">The update. Its exceptions are the caller's.</param>
    /// <param name="ended">Canceled when the page is closed; nothing is then run.</param>
    public async Task TakeTurnAsync(Func<Task> update, CancellationToken ended = default)
    {
        var asked = _time.GetTimestamp();
        await _turns.Reader.ReadAsync(ended);
        Task running;
        try
        {
            await EnterPoolAsync();
            var started = _time.GetTimestamp();
            lock (_lock)
                _last = (_time.GetElapsedTime(asked, started), started);
            running = update();
            await running.WaitAsync(LongestTurn, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var rest = RestAfter(_time.GetElapsedTime(started));
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, _time, CancellationToken.None);
        }
        finally
        {
            _turns.Writer.TryWrite(true);
        }

        await running;
    }

    // Behind the requests that wait already. A continuation would be run before them, on the thread that has finished the turn before.
    private static Task EnterPoolAsync()
    {
        var entered = new TaskCompletionSource();
        ThreadPool.UnsafeQueueUserWorkItem(static entered => entered.SetResult(), entered, preferLocal: false);
        return entered.Task;
    }

    private TimeSpan RestAfter(TimeSpan work)
    {
        var restPerWork = Math.Clamp((_load() - Busy) / (Saturated - Busy), 0, 1) * MostRestPerWork;
        lock (_lock)
        {
            _owedRest += work * restPerWork;
            if (_owedRest < ShortestRest)
                return TimeSpan.Zero;
            var rest = _owedRest;
            _owedRest = TimeSpan.Zero;
            return rest;
        }
    }
}
