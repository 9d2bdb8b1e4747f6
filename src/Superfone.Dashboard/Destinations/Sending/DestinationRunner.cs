using System.Collections.Concurrent;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>
/// Passes events on to one destination, in order of each entity and several at a time. It has its own position in the log and shares nothing
/// with the others that could be waited for, so that a slow destination delays only itself.
/// </summary>
internal sealed class DestinationRunner : IAsyncDisposable
{
    private const int MostInFlight = 32;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ErrorDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ItemDelay = TimeSpan.FromMilliseconds(25);

    private readonly RunnerParts _parts;
    private readonly EventWindow _window = new();
    private readonly PassingJournal _journal;
    private readonly EventReader _reader;
    private readonly PostOutcomes _outcomes;
    private readonly EventSender _sender;
    private readonly WakeSignal _signal;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly ConcurrentQueue<(PassedEvent Event, DateTime AtUtc, PostResult? Result)> _results = new();
    private readonly HashSet<Task> _posts = [];
    private readonly RepeatedError _failure = new();
    private readonly Task _run;
    private volatile bool _mustReadQueue = true;

    /// <summary>Starts.</summary>
    public DestinationRunner(Destination destination, RunnerParts parts)
    {
        (Destination, _parts, _signal) = (destination, parts, new WakeSignal(parts.Time));
        _journal = new PassingJournal(destination, parts.Table, parts.Writer);
        _reader = new EventReader(destination, parts, _window, _journal);
        _outcomes = new PostOutcomes(destination, parts, _window, _journal, _reader);
        _sender = new EventSender(destination, parts);
        _run = Task.Run(RunAsync);
    }

    /// <summary>The destination as it was when the runner started.</summary>
    public Destination Destination { get; }

    /// <summary>Whether it ends because the destination was changed or paused: how it fared until then says nothing about what comes next.</summary>
    public bool IsReplaced { get; set; }

    private DateTime Now => _parts.Time.GetUtcNow().UtcDateTime;

    /// <summary>Has it look at the log.</summary>
    public void Wake() => _signal.Notify();

    /// <summary>Has it read its queue, and post at once what is to be posted again.</summary>
    public void ReadQueue()
    {
        _mustReadQueue = true;
        _signal.Notify();
    }

    /// <summary>Stops. Posts that are being answered are waited for, but not for long; one that is broken off is repeated later.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await Task.WhenAll(_posts).WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abort.CancelAsync();
        await Task.WhenAll(_posts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await TryAsync(() =>
        {
            TakeResults();
            if (IsReplaced)
                _journal.ForgetFailures();
            return _journal.CompleteAsync(_reader.Position);
        });
        _stop.Dispose();
        _abort.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            if (!await TryAsync(StepAsync))
                await Task.Delay(ErrorDelay, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StepAsync()
    {
        _journal.EndSaving();
        TakeResults();
        if (_mustReadQueue)
        {
            _mustReadQueue = false;
            _outcomes.HoldUntilUtc = default;
            try
            {
                await _reader.ReadQueueAsync(_stop.Token);
            }
            catch
            {
                // What was not read would be overtaken.
                _mustReadQueue = true;
                throw;
            }
        }

        var read = await _reader.ReadLogAsync(Now, _stop.Token);

        // What failed was accepted since, given up or erased: nothing says any more that it still fails.
        if (read == LogReading.AtEnd && _window.IsEmpty)
            _journal.ForgetFailures();
        var waitsForItem = PostNext() || read == LogReading.WaitsForItem;
        _journal.Begin(_reader.Position, _signal.Notify);
        if (read != LogReading.HasMore || _posts.Count >= MostInFlight || waitsForItem)
            await _signal.WaitAsync(NextUtc(waitsForItem), _stop.Token);
    }

    // Whatever ends wakes it.
    private DateTime? NextUtc(bool waitsForItem)
    {
        if (_posts.Count >= MostInFlight)
            return null;
        return _outcomes.HoldUntilUtc > Now
            ? _outcomes.HoldUntilUtc
            : new[] { _window.NextUtc, _reader.NextProbeUtc, waitsForItem ? Now + ItemDelay : null }.Min();
    }

    // Returns whether an item is not in the read model yet.
    private bool PostNext()
    {
        _posts.RemoveWhere(post => post.IsCompleted);
        while (_posts.Count < MostInFlight && _outcomes.HoldUntilUtc <= Now && _window.Peek(Now) is { } next)
        {
            if (!_parts.Posts.IsReady(Destination.Form, next.DeliveryId))
                return true;
            _window.Take();
            next.IsInFlight = true;
            var post = PostAsync(next);
            if (!post.IsCompleted)
                _posts.Add(post);
        }

        return false;
    }

    private async Task PostAsync(PassedEvent passed)
    {
        var at = Now;
        try
        {
            _results.Enqueue((passed, at, await _sender.SendAsync(passed, _abort.Token)));
        }
        catch (OperationCanceledException)
        {
            // It is repeated after the next start, or by another node.
        }
        finally
        {
            _signal.Notify();
        }
    }

    private void TakeResults()
    {
        while (_results.TryDequeue(out var ended))
            _outcomes.Take(ended.Event, ended.AtUtc, ended.Result);
    }

    private async Task<bool> TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            _failure.End();
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception error)
        {
            if (_failure.IsNew(error))
                _parts.Logger.LogError(error, "Events cannot be passed on to destination {Destination}; it is tried again every second", Destination.Id);
            return false;
        }
    }
}
