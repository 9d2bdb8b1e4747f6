using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>
/// Imports bodies, for example those that were missed while the application was down. They are appended in order, like those that Superfone
/// posts: each may be an event, a duplicate, unrecognised, or malformed.
/// </summary>
public sealed class DeliveryImport(DeliveryLog log, AuditLog audit, IOptions<WebhookOptions> options)
{
    /// <summary>The maximum length of an import in bytes.</summary>
    public const int MostBytes = 64_000_000;

    // Enough to share a commit, while most of the log's queue stays free for Superfone.
    private const int MostAtOnce = 64;
    private const int MostAtOnceOffline = 512;
    private const int MostBytesAtOnce = 16 << 20;

    /// <summary>
    /// Appends all bodies; their time of receipt is the time of the import. If the import is stopped, those already returned, and at most a
    /// few more, are in the log.
    /// </summary>
    /// <param name="source">UTF-8 text: one body per line, a JSON array of bodies, or bodies that span several lines.</param>
    /// <param name="by">Who imports; stored with the deliveries.</param>
    /// <param name="cancellation">Stops the import.</param>
    /// <returns>
    /// The result of each body, in order, once it is durable. If the text cannot be read to its end, a last result contains the reason.
    /// </returns>
    public IAsyncEnumerable<ImportedBody> ImportAsync(Stream source, Actor by, CancellationToken cancellation)
    {
        var imported = new ImportSource(by.Name);
        return AppendAsync(ReadAsync(source, (number, body) => ImportItem.Of(number, body, imported), cancellation), by, MostAtOnce, cancellation);
    }

    /// <summary>
    /// Appends the bodies of a file that the log does not have yet, while nothing else is received. A body that is not an event is not stored,
    /// because the file still has it.
    /// </summary>
    /// <exception cref="IOException">A body could not be stored; those before it are.</exception>
    /// <inheritdoc cref="ImportAsync"/>
    public IAsyncEnumerable<ImportedBody> ImportMissingAsync(Stream source, Actor by, CancellationToken cancellation)
    {
        var missing = new MissingDelivery(new ImportedChanges(repeats: true));
        return AppendAsync(ReadAsync(source, Read, cancellation), by, MostAtOnceOffline, cancellation);

        ImportItem Read(int number, ReceivedBody body)
        {
            var read = body.Problem is { } problem ? Classification.Quarantined(problem) : EventClassifier.Classify(body.Content);
            return read.State == DeliveryState.Quarantined
                ? ImportItem.Of(number, Receipt.NotStored(read.Reason!))
                : ImportItem.Of(number, body, new ImportSource(by.Name) { IfMissing = missing });
        }
    }

    /// <summary>Appends the deliveries of another log that this one does not have yet, with their times of receipt, while nothing else is received.</summary>
    /// <param name="source">The other log.</param>
    /// <param name="by">Who imports; stored with the deliveries.</param>
    /// <param name="cancellation">Stops the import.</param>
    /// <returns>The result of each delivery, in order, once it is durable.</returns>
    /// <exception cref="IOException">A delivery could not be stored; those before it are.</exception>
    public IAsyncEnumerable<ImportedBody> ImportMissingAsync(LogFile source, Actor by, CancellationToken cancellation)
    {
        by.Require(Permission.Import);
        var changes = new ImportedChanges(repeats: false);
        return AppendAsync(source.Read(cancellation).Select(Read).ToAsyncEnumerable(), by, MostAtOnceOffline, cancellation);

        ImportItem Read(LogFileEntry entry)
        {
            if (entry.Status == DeliveryState.Duplicate)
                return ImportItem.Of((int)entry.Id, Receipt.AlreadyStored());
            try
            {
                return ImportItem.Of(
                    (int)entry.Id, PackedBody.Receive(entry.Body.Received(), entry.Body.Encoding, int.MaxValue - 1),
                    new ImportSource(by.Name) { ReceivedUtc = entry.ReceivedUtc, IfMissing = new MissingDelivery(changes, entry.Occurrence) });
            }
            catch (InvalidDataException error)
            {
                return ImportItem.Of((int)entry.Id, Receipt.NotStored(error.Message));
            }
        }
    }

    private async IAsyncEnumerable<ImportItem> ReadAsync(
        Stream source, Func<int, ReceivedBody, ImportItem> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var longest = options.Value.MaxBodyBytes;
        await foreach (var (number, body) in BodySplitter.SplitAsync(source, longest, cancellation))
        {
            yield return body is null
                ? ImportItem.Of(number, Receipt.NotStored($"it is longer than {longest} bytes"))
                : read(number, PackedBody.Receive(body, null, longest));
        }
    }

    private async IAsyncEnumerable<ImportedBody> AppendAsync(
        IAsyncEnumerable<ImportItem> source, Actor by, int atOnce, [EnumeratorCancellation] CancellationToken cancellation)
    {
        by.Require(Permission.Import);
        await audit.WriteAsync(by, AuditAction.Import);
        await using var items = source.GetAsyncEnumerator(cancellation);
        var (last, broken) = (0, (string?)null);
        var isOver = false;
        while (!isOver)
        {
            List<(ImportItem Item, Task<Receipt> Receipt)> part = [];
            var bytes = 0L;
            while (part.Count < atOnce && bytes < MostBytesAtOnce && !isOver)
            {
                try
                {
                    isOver = !await items.MoveNextAsync();
                }
                catch (Exception error) when (error is JsonException or InvalidDataException)
                {
                    (broken, isOver) = (error.Message, true);
                }

                if (isOver)
                    break;
                part.Add((items.Current, AppendAsync(items.Current, cancellation)));
                bytes += items.Current.Body?.Content.Length ?? 0;
            }

            foreach (var (item, receipt) in part)
            {
                last = item.Number;
                var result = await receipt;
                if (item is { Body: not null, Source.IfMissing: not null } && result.Status is null)
                    throw new IOException($"Body {item.Number} could not be stored: {result.Reason}.");
                yield return ImportedBody.Of(item.Number, item.Body is { } body ? EventClassifier.Classify(body.Content).EventName : null, result);
            }
        }

        if (broken is not null)
            yield return ImportedBody.Of(last + 1, null, Receipt.NotStored($"it is not JSON, and nothing from here on was kept: {broken}"));
    }

    // Each body is queued before the next one is read, so that their order is kept.
    private Task<Receipt> AppendAsync(ImportItem item, CancellationToken cancellation) =>
        item.Body is { } body ? log.AppendAsync(body, item.Source, cancellation) : Task.FromResult(item.Result!);
}
