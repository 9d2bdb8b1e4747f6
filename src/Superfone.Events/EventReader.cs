using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>
/// Reads all documented fields of a payload. A field whose value has the wrong type is noted and treated as absent; only the event's own id
/// is required.
/// </summary>
public static class EventReader
{
    private static readonly TimeSpan LatestAfterReceipt = TimeSpan.FromHours(24);

    /// <summary>Reads the body of a documented event.</summary>
    /// <param name="body">The body as received: UTF-8 JSON.</param>
    /// <param name="receivedUtc">
    /// The time at which it was received, UTC. No call can be more than a day later; <see langword="null"/> accepts any time.
    /// </param>
    /// <param name="notes">Collects notes on the ignored values.</param>
    /// <returns>The event; it may be kept for as long as needed.</returns>
    /// <exception cref="EventFormatException">The body is not a documented event, or its own id cannot be read.</exception>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static SuperfoneEvent Read(ReadOnlyMemory<byte> body, DateTime? receivedUtc = null, ReadingNotes? notes = null)
    {
        // Not disposed: the event keeps elements of the document (updated_value), whose memory would be returned to the pool.
        var root = BodyJson.Parse(body).Root;
        if (root.ValueKind != JsonValueKind.Object)
            throw new EventFormatException("the body is not a JSON object");
        var payload = new WireValue(root, new FieldPath(""), notes ?? new ReadingNotes());
        var name = payload["event"].Text().Value;
        return EventNames.TryParse(name, out var kind)
            ? EventRegistry.Of(kind).Read(payload, receivedUtc + LatestAfterReceipt)
            : throw new EventFormatException($"event is not a documented one: {name}");
    }
}
