using System.Globalization;
using System.Text.Json;

namespace Superfone.Events.Payloads;

/// <summary>Writes fields that may be <c>null</c>.</summary>
internal static class JsonFields
{
    /// <summary>Writes a number.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } value)
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }

    /// <summary>Writes an instant, such as <c>2026-05-15T10:30:00.000Z</c>.</summary>
    public static void WriteInstantOrNull(this Utf8JsonWriter writer, string name, DateTime? utc) =>
        writer.WriteString(name, utc?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
