using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Webhook;

/// <summary>Writes replies for people who read Superfone's activity log: each reply names the result and the delivery.</summary>
internal static class WebhookReply
{
    private const int RetryAfterSeconds = 10;

    // Keeps the reply readable. It is never part of HTML.
    private static readonly JsonWriterOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Replies with the state of a delivery.</summary>
    public static Task WriteAsync(HttpResponse response, Receipt receipt)
    {
        if (receipt.Status is not { } status)
        {
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return WriteProblemAsync(
                response, StatusCodes.Status503ServiceUnavailable, "Not stored", $"Nothing was kept: {receipt.Reason}. Send it again later.");
        }

        response.StatusCode = status == DeliveryState.Quarantined ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return WriteAsync(response, "application/json", writer =>
        {
            writer.WriteString("status"u8, status switch
            {
                DeliveryState.Accepted or DeliveryState.Unrecognised => "accepted"u8,
                DeliveryState.Duplicate => "duplicate"u8,
                DeliveryState.Quarantined => "quarantined"u8,
                DeliveryState.Failed => throw new UnreachableException(),
            });
            writer.WriteNumber("deliveryId"u8, receipt.DeliveryId);
            if (receipt.DuplicateOf is { } original)
                writer.WriteNumber("duplicateOf"u8, original);
            if (receipt.Reason is { } reason)
                writer.WriteString("reason"u8, reason);
        });
    }

    /// <summary>Replies that nothing was stored, with the reason.</summary>
    public static Task WriteProblemAsync(HttpResponse response, int status, string title, string detail)
    {
        response.StatusCode = status;
        return WriteAsync(response, "application/problem+json", writer =>
        {
            writer.WriteString("title"u8, title);
            writer.WriteNumber("status"u8, status);
            writer.WriteString("detail"u8, detail);
        });
    }

    private static Task WriteAsync(HttpResponse response, string contentType, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Legible))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        response.ContentType = contentType;
        response.ContentLength = buffer.WrittenCount;
        return response.Body.WriteAsync(buffer.WrittenMemory).AsTask();
    }
}
