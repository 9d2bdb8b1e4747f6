using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events;

/// <summary>Rewrites a body so that it no longer holds some fields and texts. Everything else keeps its value and order.</summary>
public static class BodyRewriter
{
    private static readonly JsonWriterOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Rewrites a body.</summary>
    /// <param name="body">The decompressed body: a JSON object.</param>
    /// <param name="keeps">Whether a field of the object, given by its name, is kept.</param>
    /// <param name="text">
    /// Rewrites a text, a number or the name of an inner field; the first parameter is the name of the object's field that holds it. A number
    /// that changes becomes a text.
    /// </param>
    /// <returns>UTF-8 JSON without white space; <see langword="null"/> if nothing changes.</returns>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static byte[]? Rewrite(ReadOnlyMemory<byte> body, Func<string, bool> keeps, Func<string, string, string> text)
    {
        using var read = BodyJson.Parse(body);
        var buffer = new ArrayBufferWriter<byte>(body.Length);
        var pass = new Pass(text);
        using (var writer = new Utf8JsonWriter(buffer, Legible))
        {
            writer.WriteStartObject();
            foreach (var field in read.Root.EnumerateObject())
            {
                if (!keeps(field.Name))
                {
                    pass.HasChanged = true;
                    continue;
                }

                writer.WritePropertyName(pass.Text(field.Name, field.Name));
                pass.Write(writer, field.Name, field.Value);
            }

            writer.WriteEndObject();
        }

        return pass.HasChanged ? buffer.WrittenSpan.ToArray() : null;
    }

    private sealed class Pass(Func<string, string, string> text)
    {
        public bool HasChanged { get; set; }

        public string Text(string field, string value)
        {
            var rewritten = text(field, value);
            HasChanged |= rewritten != value;
            return rewritten;
        }

        public void Write(Utf8JsonWriter writer, string field, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    writer.WriteStartObject();
                    foreach (var inner in value.EnumerateObject())
                    {
                        writer.WritePropertyName(Text(field, inner.Name));
                        Write(writer, field, inner.Value);
                    }

                    writer.WriteEndObject();
                    break;
                case JsonValueKind.Array:
                    writer.WriteStartArray();
                    foreach (var item in value.EnumerateArray())
                        Write(writer, field, item);
                    writer.WriteEndArray();
                    break;
                case JsonValueKind.String:
                    writer.WriteStringValue(Text(field, value.GetString()!));
                    break;
                case JsonValueKind.Number:
                    var number = value.GetRawText();
                    if (Text(field, number) is var rewritten && rewritten != number)
                        writer.WriteStringValue(rewritten);
                    else
                        value.WriteTo(writer);
                    break;
                default:
                    value.WriteTo(writer);
                    break;
            }
        }
    }
}
