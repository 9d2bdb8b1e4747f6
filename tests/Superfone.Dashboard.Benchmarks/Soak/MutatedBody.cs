using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Superfone.Events;

namespace Superfone.Dashboard.Benchmarks.Soak;

/// <summary>A sample payload with an id of its own, damaged in one or several places.</summary>
/// <param name="Bytes">What is posted.</param>
internal sealed record MutatedBody(byte[] Bytes)
{
    private static readonly (string Event, string Id)[] Samples =
    [
        ("ALL_CALLS", "cdr_id"), ("MISSED_CALL", "cdr_id"), ("CDR_RECORDING_AVAILABLE", "cdr_id"),
        ("CDR_SUMMARY_READY", "cdr_uuid"), ("CUSTOMER_CREATE", "contact_id"),
        ("CUSTOMER_CHANGE", "contact_id"), ("TASK_CREATE", "task_id"), ("TASK_CHANGE", "task_id"),
        ("TASK_NOTIFY_TIME", "task_id"), ("TASK_DUE_TIME", "task_id"),
    ];

    /// <summary>Makes one.</summary>
    /// <param name="random">What decides how.</param>
    /// <param name="number">Makes its id.</param>
    public static MutatedBody Of(Random random, int number)
    {
        var (name, id) = Samples[random.Next(Samples.Length)];
        string text = Payload.Sample(name).With(id, id == "cdr_uuid" ? $"soak-{number}" : 700_000_000L + number);
        var fields = DocumentedFields.Of(EventNames.TryParse(name, out var kind) ? kind : throw new InvalidOperationException(name)).ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
            text = JsonMutation.With(text, fields[random.Next(fields.Count)], OddValues.All[random.Next(OddValues.All.Count)]);
        if (random.Next(4) == 0)
            text = text.Insert(1, $"\"{fields[random.Next(fields.Count)]}\":{OddValues.All[random.Next(OddValues.All.Count)]},");
        var bytes = Encoding.UTF8.GetBytes(text);
        return new MutatedBody(random.Next(3) == 0 ? Damaged(random, bytes) : bytes);
    }

    /// <summary>The event and its id where both can be read; read without the application's own reader.</summary>
    public (EventKind Kind, string Id)? Identity()
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
            var field = Samples.First(sample => sample.Event == name.GetString()).Id;
            if (!root.TryGetProperty(field, out var id))
                return null;
            if (field == "cdr_uuid")
                return id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } uuid && uuid.All(char.IsAsciiLetterOrDigit) ? (kind, uuid) : null;
            return id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number)
                || id.ValueKind == JsonValueKind.String && long.TryParse(id.GetString(), out number) ? (kind, $"{number}") : null;
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
