using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Superfone.Events;

/// <summary>Writes events in the form in which Superfone sends them: the inverse of <see cref="EventReader"/>.</summary>
public static class EventWriter
{
    // Keeps names in any script readable. The JSON is not embedded in HTML.
    private static readonly JsonWriterOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an event's body.</summary>
    /// <returns>UTF-8 JSON without white space.</returns>
    public static byte[] Write(SuperfoneEvent happened)
    {
        var definition = EventRegistry.Of(happened.Kind);
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, Legible))
        {
            writer.WriteStartObject();
            writer.WriteString("event", definition.Name);
            writer.WriteString("superfone_number", happened.Account);
            writer.WriteString("organization_name", happened.OrganizationName);
            definition.Write(writer, happened);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
