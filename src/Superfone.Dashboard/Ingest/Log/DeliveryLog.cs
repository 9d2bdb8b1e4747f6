using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Log;

/// <summary>
/// Appends deliveries to the log. One thread commits everything that is waiting as one transaction: deliveries that arrive together share a
/// flush of the disk, and one that arrives alone is committed at once.
/// </summary>
public sealed class DeliveryLog : IHostedService, IDisposable
{
    private const int QueueLength = 1024;
    private const int LargestBatch = 512;

    private readonly Channel<PendingDelivery> _queue = Channel.CreateBounded<PendingDelivery>(
        new BoundedChannelOptions(QueueLength)
        {
            SingleReader = true,
            // Appending wakes the writer's thread directly, not through the thread pool.
            AllowSynchronousContinuations = true,
        });

    private readonly IEventLog _log;
    private readonly DeliveryMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly StorageFaults _faults;
    private readonly DeliveryTraces _traces;
    private readonly ILogger<DeliveryLog> _logger;
    private readonly TimeSpan _duplicateWindow;
    private readonly int _longestBody;
    private readonly Thread _thread;
    private readonly WorkTimer _work = new();
    private IEventLogWriter? _writer;

    /// <summary>Creates a log that queues deliveries, and writes them once it is started.</summary>
    public DeliveryLog(
        IEventLog log,
        DeliveryMetrics metrics,
        TimeProvider time,
        IOptions<WebhookOptions> options,
        StorageFaults faults,
        DeliveryTraces traces,
        ILogger<DeliveryLog> logger)
    {
        (_log, _metrics, _time, _faults, _traces, _logger) = (log, metrics, time, faults, traces, logger);
        (_duplicateWindow, _longestBody) = (options.Value.DuplicateWindow, options.Value.MaxBodyBytes);
        _thread = new Thread(Write) { Name = "Delivery log", IsBackground = true };
    }

    /// <summary>Appends a body.</summary>
    /// <param name="body">The body as received. It must not change until the task ends.</param>
    /// <param name="cancellationToken">Cancels only the wait for room in the queue; a queued delivery will be written.</param>
    /// <returns>The receipt, once the delivery is durable. A failure of storage is also a receipt.</returns>
    public Task<Receipt> AppendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => AppendAsync(body, null, cancellationToken);

    /// <summary>Appends a body that a user imports; its time of receipt is now.</summary>
    /// <param name="body">The body. It must not change until the task ends.</param>
    /// <param name="source">The origin: the user, and the replayed delivery if any; stored with the delivery.</param>
    /// <param name="cancellationToken">Cancels only the wait for room in the queue; a queued delivery will be written.</param>
    /// <returns>The receipt, once the delivery is durable. A failure of storage is also a receipt.</returns>
    public Task<Receipt> AppendAsync(ReadOnlyMemory<byte> body, ImportSource? source, CancellationToken cancellationToken) =>
        AppendAsync(PackedBody.Receive(body, null, _longestBody), source, cancellationToken);

    /// <summary>Appends a body that is already decompressed, because decompression would take too long on the writer's thread.</summary>
    /// <param name="body">The body. It must not change until the task ends.</param>
    /// <param name="source">The user who imports or replays it; <see langword="null"/> if Superfone posted it.</param>
    /// <param name="cancellationToken">Cancels only the wait for room in the queue; a queued delivery will be written.</param>
    /// <returns>The receipt, once the delivery is durable. A failure of storage is also a receipt.</returns>
    public async Task<Receipt> AppendAsync(ReceivedBody body, ImportSource? source, CancellationToken cancellationToken)
    {
        using var span = DeliveryTraces.Start("append delivery");
        var started = Stopwatch.GetTimestamp();
        var read = body.Problem is { } problem ? Classification.Quarantined(problem) : EventClassifier.Classify(body.Content);
        var receivedUtc = source?.ReceivedUtc is { } instant ? UtcMilliseconds.Of(instant) : _time.GetUtcNow().ToUnixTimeMilliseconds();
        var delivery = new PendingDelivery(body, read, receivedUtc, source) { Span = span };
        try
        {
            if (!_queue.Writer.TryWrite(delivery))
                await _queue.Writer.WriteAsync(delivery, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            return Receipt.NotStored("the application is stopping");
        }

        var receipt = await delivery.Receipt;
        _metrics.Appended(Stopwatch.GetElapsedTime(started));
        return receipt;
    }

    /// <summary>The number of deliveries that wait for their commit.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Whether the writer runs, and has not been busy with one commit for longer than a time.</summary>
    public bool IsAlive(TimeSpan longestCommit) => _thread.IsAlive && !_work.IsOver(longestCommit);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>Refuses further deliveries. The task ends when the queued ones are written.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        return _thread.IsAlive ? Task.Run(_thread.Join, CancellationToken.None) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        if (_thread.IsAlive)
            _thread.Join();
    }

    private void Write()
    {
        var batch = new List<PendingDelivery>(LargestBatch);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var delivery))
                batch.Add(delivery);
            _work.Start();
            Commit(batch);
            _work.Stop();
            batch.Clear();
        }

        _writer?.Dispose();
    }

    private void Commit(List<PendingDelivery> batch)
    {
        try
        {
            _writer ??= _log.OpenWriter(_duplicateWindow);
            _writer.Append(batch);
        }
        catch (Exception error)
        {
            // Whatever the error, this thread must continue, and every waiting request must be answered.
            _faults.Report(StoragePart.Log, error, batch.Count);
            _metrics.Failed(batch.Count);
            CloseWriter();
            foreach (var delivery in batch)
                delivery.Complete(Receipt.NotStored("storage did not accept the delivery"));
            return;
        }

        foreach (var delivery in batch)
        {
            _traces.Begin(delivery.Inserted!.DeliveryId, delivery.Span);
            delivery.Complete(delivery.Inserted);
        }

        _faults.Clear(StoragePart.Log);
        _log.Notify();
        _metrics.Committed(batch);
    }

    private void CloseWriter()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (Exception error)
        {
            _logger.LogError(error, "The database's connection could not be closed");
        }

        _writer = null;
    }
}
