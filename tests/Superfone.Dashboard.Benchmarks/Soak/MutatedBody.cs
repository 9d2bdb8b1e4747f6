using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Superfone.Events;

namespace Superfone.Dashboard.Benchmarks.Soak;

/// <summary>A sample payload with an id of its own, damaged in one or several places.</summary>
/// <param name="Bytes">What is posted.</param>
internal sealed record MutatedBody(byte[] Bytes)
{
    /// <summary>Makes one.</summary>
    /// <param name="random">What decides how.</param>
    /// <param name="number">Makes its id.</param>
    public static MutatedBody Of(Random random, int number)
    {
        var definition = EventRegistry.All[random.Next(EventRegistry.All.Count)];
        var id = definition.IdField;
        string text = Payload.Sample(definition.Name).With(id, id == "cdr_uuid" ? $"soak-{number}" : 700_000_000L + number);
        var fields = definition.Fields.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
            text = JsonMutation.With(text, fields[random.Next(fields.Count)], OddValues.All[random.Next(OddValues.All.Count)]);
        if (random.Next(4) == 0)
            text = text.Insert(1, $"\"{fields[random.Next(fields.Count)]}\":{OddValues.All[random.Next(OddValues.All.Count)]},");
        var bytes = Encoding.UTF8.GetBytes(text);
        return new MutatedBody(random.Next(3) == 0 ? Damaged(random, bytes) : bytes);
    }

    /// <summary>The event and its id where both can be read; read without the application's own reader.</summary>
    public (EventSubject Subject, string Id)? Identity()
    {
        // JSON is UTF-8 (RFC 8259), which the parser looks at only where a text is asked for.
        if (!Utf8.IsValid(Bytes))
            return null;
        try
        {
            var root = JsonElement.Parse(Bytes, new JsonDocumentOptions { MaxDepth = 1_000 });
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("event", out var name) || name.ValueKind != JsonValueKind.String
                || !EventNames.TryParse(name.GetString(), out var kind))
                return null;
            var definition = EventRegistry.Of(kind);
            if (!root.TryGetProperty(definition.IdField, out var id))
                return null;
            if (definition.Subject == EventSubject.Summary)
                return id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } uuid && uuid.All(char.IsAsciiLetterOrDigit) ? (definition.Subject, uuid) : null;
            return id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number)
                || id.ValueKind == JsonValueKind.String && long.TryParse(id.GetString(), out number) ? (definition.Subject, $"{number}") : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Bytes that are lost, doubled, swapped or others, or the end cut off.
    private static byte[] Damaged(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(5))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[(at + 1)..]];
            case 2:
                return [.. bytes[..at], .. bytes[at..Math.Min(bytes.Length, at + 20)], .. bytes[at..]];
            case 3:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            default:
                bytes[at] = (byte)"\"{}[]:,\\0-e"[random.Next(11)];
                return bytes;
        }
    }
}
