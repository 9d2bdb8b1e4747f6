using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Ingest.Import;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Log;

/// <summary>
/// The append-only log of all that was posted. One thread writes it and commits whatever waits as one transaction, so that
/// deliveries that come together share a flush of the disk, and one that comes alone waits for nobody.
/// </summary>
public sealed class DeliveryLog : IHostedService, IDisposable
{
    private const int QueueLength = 1024;
    private const int LargestBatch = 512;

    private readonly Channel<PendingDelivery> _queue = Channel.CreateBounded<PendingDelivery>(
        new BoundedChannelOptions(QueueLength)
        {
            SingleReader = true,
            // The writer's thread is woken by whoever appends, not by way of the thread pool.
            AllowSynchronousContinuations = true,
        });

    private readonly PrimaryFile _file;
    private readonly DeliverySignal _signal;
    private readonly DeliveryMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliveryLog> _logger;
    private readonly TimeSpan _duplicateWindow;
    private readonly int _longestBody;
    private readonly Thread _writer;
    private DeliveryTable? _table;

    /// <summary>A log that takes deliveries, and writes them once it is started.</summary>
    public DeliveryLog(
        PrimaryFile file,
        DeliverySignal signal,
        DeliveryMetrics metrics,
        TimeProvider time,
        IOptions<WebhookOptions> options,
        ILogger<DeliveryLog> logger)
    {
        (_file, _signal, _metrics, _time, _logger) = (file, signal, metrics, time, logger);
        (_duplicateWindow, _longestBody) = (options.Value.DuplicateWindow, options.Value.MaxBodyBytes);
        _writer = new Thread(Write) { Name = "Delivery log", IsBackground = true };
    }

    /// <summary>Appends a body, whatever it is.</summary>
    /// <param name="body">The body as received; it must stay as it is until the task ends.</param>
    /// <param name="cancellationToken">Ends only the wait for room in the queue: what is in it will be written.</param>
    /// <returns>What became of it, once that is durable; a failure of storage is a receipt too.</returns>
    public Task<Receipt> AppendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => AppendAsync(body, null, cancellationToken);

    /// <summary>Appends a body that a person brings; it counts as received now.</summary>
    /// <param name="body">The body; it must stay as it is until the task ends.</param>
    /// <param name="bringing">Who brings it; kept together with the delivery.</param>
    /// <param name="cancellationToken">Ends only the wait for room in the queue: what is in it will be written.</param>
    /// <returns>What became of it, once that is durable; a failure of storage is a receipt too.</returns>
    public Task<Receipt> AppendAsync(ReadOnlyMemory<byte> body, ImportSource? bringing, CancellationToken cancellationToken) =>
        AppendAsync(PackedBody.Receive(body, null, _longestBody), bringing, cancellationToken);

    /// <summary>Appends a body that has been unpacked already, if it was packed: the writer's thread has no time for it.</summary>
    /// <param name="body">The body; it must stay as it is until the task ends.</param>
    /// <param name="bringing">Who brings it, and not Superfone; kept together with the delivery.</param>
    /// <param name="cancellationToken">Ends only the wait for room in the queue: what is in it will be written.</param>
    /// <returns>What became of it, once that is durable; a failure of storage is a receipt too.</returns>
    public async Task<Receipt> AppendAsync(ReceivedBody body, ImportSource? bringing, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var read = body.Problem is { } problem ? Classification.Quarantined(problem) : EventClassifier.Classify(body.Content);
        var delivery = new PendingDelivery(body, read, _time.GetUtcNow().ToUnixTimeMilliseconds(), bringing);
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

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writer.Start();
        return Task.CompletedTask;
    }

    /// <summary>Takes no more deliveries, and ends when those that wait are written.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        return _writer.IsAlive ? Task.Run(_writer.Join, CancellationToken.None) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        if (_writer.IsAlive)
            _writer.Join();
    }

    private void Write()
    {
        var batch = new List<PendingDelivery>(LargestBatch);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var delivery))
                batch.Add(delivery);
            Commit(batch);
            batch.Clear();
        }

        _table?.Dispose();
    }

    private void Commit(List<PendingDelivery> batch)
    {
        try
        {
            if (!_file.Exists)
                throw new FileNotFoundException($"The database '{_file.Path}' is gone.");
            _table ??= new DeliveryTable(_file, _duplicateWindow);
            _table.Append(batch);
        }
        catch (Exception error)
        {
            // Whatever it was, this thread must live on, and everybody who waits must hear.
            _logger.LogError(error, "{Count} deliveries could not be stored and were refused", batch.Count);
            _metrics.Failed(batch.Count);
            CloseTable();
            foreach (var delivery in batch)
                delivery.Complete(Receipt.NotStored("storage did not accept the delivery"));
            return;
        }

        foreach (var delivery in batch)
            delivery.Complete(delivery.Inserted!);
        _signal.Notify();
        _metrics.Committed(batch);
    }

    private void CloseTable()
    {
        try
        {
            _table?.Dispose();
        }
        catch (Exception error)
        {
            _logger.LogError(error, "The database's connection could not be closed");
        }

        _table = null;
    }
}
