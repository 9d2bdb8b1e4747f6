using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>
/// Appends bodies that were missed while the application was away, in their order and through the same log as those that Superfone
/// posts: each may be an event, a duplicate, unrecognised, or go to quarantine. They count as received now.
/// </summary>
public sealed class DeliveryImport(DeliveryLog log, IOptions<WebhookOptions> options)
{
    /// <summary>The greatest length of an import in bytes.</summary>
    public const int MostBytes = 64_000_000;

    // So many share a commit, and leave most of the log's queue to Superfone.
    private const int MostAtOnce = 64;

    /// <summary>Appends all bodies; stopping leaves those that are told of, and at most a few more, in the log.</summary>
    /// <param name="source">UTF-8 text: bodies one a line, a JSON array of them, or one after the other over several lines.</param>
    /// <param name="importedBy">A user's email or an API token's name.</param>
    /// <param name="cancellation">Stops the import.</param>
    /// <returns>What became of each, in order, once that is durable. Where reading broke off, a last one says so.</returns>
    public async IAsyncEnumerable<ImportedBody> ImportAsync(
        Stream source, string importedBy, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var bringing = new ImportSource(importedBy);
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
                yield return new ImportedBody(last = number, name, await receipt);
        }

        if (broken is not null)
            yield return new ImportedBody(last + 1, null, Receipt.NotStored($"it is not JSON, and nothing from here on was kept: {broken}"));

        // Each is in the log's queue, in order, before the next is read.
        (int, string?, Task<Receipt>) Append(int number, byte[]? body) => body is null
            ? (number, null, Task.FromResult(Receipt.NotStored($"it is longer than {options.Value.MaxBodyBytes} bytes")))
            : (number, EventClassifier.Classify(body).EventName, log.AppendAsync(body, bringing, cancellation));
    }
}
