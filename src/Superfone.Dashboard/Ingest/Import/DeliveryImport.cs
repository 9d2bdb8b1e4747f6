using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>
/// Imports bodies, for example those that were missed while the application was down. They are appended in order, like those that Superfone
/// posts: each may be an event, a duplicate, unrecognised, or malformed. Their time of receipt is the time of the import.
/// </summary>
public sealed class DeliveryImport(DeliveryLog log, AuditLog audit, IOptions<WebhookOptions> options)
{
    /// <summary>The maximum length of an import in bytes.</summary>
    public const int MostBytes = 64_000_000;

    // Enough to share a commit, while most of the log's queue stays free for Superfone.
    private const int MostAtOnce = 64;

    /// <summary>Appends all bodies. If the import is stopped, those already returned, and at most a few more, are in the log.</summary>
    /// <param name="source">UTF-8 text: one body per line, a JSON array of bodies, or bodies that span several lines.</param>
    /// <param name="by">Who imports; stored with the deliveries.</param>
    /// <param name="cancellation">Stops the import.</param>
    /// <returns>
    /// The result of each body, in order, once it is durable. If the text cannot be read to its end, a last result contains the reason.
    /// </returns>
    public async IAsyncEnumerable<ImportedBody> ImportAsync(
        Stream source, Actor by, [EnumeratorCancellation] CancellationToken cancellation)
    {
        by.Require(Permission.Import);
        await audit.WriteAsync(by, AuditAction.Import);
        var imported = new ImportSource(by.Name);
        await using var bodies = BodySplitter.SplitAsync(source, options.Value.MaxBodyBytes, cancellation).GetAsyncEnumerator(cancellation);
        var (last, broken) = (0, (string?)null);
        var isOver = false;
        while (!isOver)
        {
            List<(int Number, string? Event, Task<Receipt> Receipt)> part = [];
            while (part.Count < MostAtOnce && !isOver)
            {
                try
                {
                    isOver = !await bodies.MoveNextAsync();
                }
                catch (Exception error) when (error is JsonException or InvalidDataException)
                {
                    (broken, isOver) = (error.Message, true);
                }

                if (!isOver)
                    part.Add(Append(bodies.Current.Number, bodies.Current.Body));
            }

            foreach (var (number, name, receipt) in part)
                yield return ImportedBody.Of(last = number, name, await receipt);
        }

        if (broken is not null)
            yield return ImportedBody.Of(last + 1, null, Receipt.NotStored($"it is not JSON, and nothing from here on was kept: {broken}"));

        // Each body is queued before the next one is read, so that their order is kept.
        (int, string?, Task<Receipt>) Append(int number, byte[]? body) => body is null
            ? (number, null, Task.FromResult(Receipt.NotStored($"it is longer than {options.Value.MaxBodyBytes} bytes")))
            : (number, EventClassifier.Classify(body).EventName, log.AppendAsync(body, imported, cancellation));
    }
}
