using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.ReadModels;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Exports.Everything;

/// <summary>Writes all calls, contacts, tasks, follow-ups, deliveries, users, the audit log, staff, destinations and settings as lines of JSON, while new ones arrive.</summary>
public sealed class EverythingExport(EverythingReader reader, ProjectionQueries projection, AuditLog audit, TimeProvider time)
{
    // A slow reader has no more than this in memory.
    private const int MostUnflushed = 64 * 1024;

    /// <summary>Checks that the request's cursor comes from its part.</summary>
    /// <param name="request">What to export.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ReadModels.Paging.CursorFormatException">It does not.</exception>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task CheckAsync(EverythingRequest request, Actor by, CancellationToken cancellation)
    {
        EverythingReader.Require(by);
        if (request.Cursor is null)
            return;
        await using var lines = reader.ReadAsync(by, request.Parts[0], request, 0, cancellation).GetAsyncEnumerator(cancellation);
        await lines.MoveNextAsync();
    }

    /// <summary>Writes the lines.</summary>
    /// <param name="request">What to export.</param>
    /// <param name="target">Receives them.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task WriteAsync(EverythingRequest request, PipeWriter target, Actor by, CancellationToken cancellation)
    {
        EverythingReader.Require(by);
        await audit.WriteAsync(by, AuditAction.Export, $"everything: {string.Join(", ", request.Parts.Select(part => QueryValues.TextOf(part)))}");
        var (_, projected) = await projection.ReadAsync(cancellation);
        await using var json = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = ItemJson.Options.Encoder, SkipValidation = true });
        SortedDictionary<string, long> counts = new(StringComparer.Ordinal);
        Write(new EverythingLine { Type = "export", ExportedUtc = time.GetUtcNow().UtcDateTime, LastDeliveryId = projected, Parts = request.Parts });
        foreach (var part in request.Parts)
        {
            await foreach (var line in reader.ReadAsync(by, part, request, projected, cancellation))
            {
                Write(line);
                if (line.Item is not null)
                    counts[line.Type] = counts.GetValueOrDefault(line.Type) + 1;
                if (target.UnflushedBytes > MostUnflushed)
                    await target.FlushAsync(cancellation);
            }
        }

        Write(new EverythingLine { Type = "end", Counts = counts });
        await target.FlushAsync(cancellation);

        void Write(EverythingLine line)
        {
            JsonSerializer.Serialize(json, line, ItemJson.Options);
            json.Flush();
            json.Reset();
            target.Write("\n"u8);
        }
    }
}
