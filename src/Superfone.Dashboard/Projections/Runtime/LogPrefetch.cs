using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.EventLog;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>Reads and parses the log on a thread of its own, a few parts ahead of the thread that projects them.</summary>
internal sealed class LogPrefetch : IDisposable
{
    private const int Ahead = 2;

    private readonly BlockingCollection<ParsedBatch> _read = new(Ahead);
    private readonly CancellationTokenSource _stopping;
    private readonly Thread _thread;
    private Exception? _error;

    /// <summary>Starts to read.</summary>
    /// <param name="log">The log.</param>
    /// <param name="limit">The maximum number of deliveries in a part.</param>
    /// <param name="cancellation">Stops reading.</param>
    public LogPrefetch(IEventLog log, int limit, CancellationToken cancellation)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _thread = new Thread(() => Read(log, limit)) { Name = "Log prefetch", IsBackground = true };
        _thread.Start();
    }

    /// <summary>All parts, from the beginning of the log to what is its end when that is reached.</summary>
    /// <exception cref="LogReadException">The log cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public IEnumerable<ParsedBatch> Parts()
    {
        foreach (var part in _read.GetConsumingEnumerable(_stopping.Token))
            yield return part;
        if (_error is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _read.Dispose();
        _stopping.Dispose();
    }

    private void Read(IEventLog log, int limit)
    {
        try
        {
            BackgroundThread.LowerPriority();
            using var reader = log.OpenReader();
            var (deliveryId, decisionId) = (0L, 0L);
            while (reader.Read(deliveryId, decisionId, limit) is { IsEmpty: false } part)
            {
                _read.Add(ParsedBatch.Of(part), _stopping.Token);
                deliveryId = part.Entries.Count > 0 ? part.Entries[^1].Id : deliveryId;
                decisionId = part.Decisions.Count > 0 ? part.Decisions[^1].Id : decisionId;
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the rest.
        }
        catch (Exception error)
        {
            _error = error;
        }

        _read.CompleteAdding();
    }
}
