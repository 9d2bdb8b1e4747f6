using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events.Payloads;

/// <summary>Reads and writes <c>updated_key</c> and <c>updated_value</c>.</summary>
internal static class FieldChangeFields
{
    /// <summary>Reads the change; <see langword="null"/> if the payload names no changed field.</summary>
    public static FieldChange? Read(WireValue payload)
    {
        var key = payload["updated_key"].Text().Value;
        if (string.IsNullOrWhiteSpace(key))
            return null;
        return payload["updated_value"].Free().Value is { } value
            ? new FieldChange(key, value) { Notes = payload.Notes }
            : new FieldChange(key, JsonElement.Parse("null")) { HasValue = false };
    }

    /// <summary>Writes the change, if there is one.</summary>
    public static void Write(Utf8JsonWriter writer, FieldChange? change)
    {
        if (change is null)
            return;
        writer.WriteString("updated_key", change.Key);
        if (!change.HasValue)
            return;
        writer.WritePropertyName("updated_value");
        change.Value.WriteTo(writer);
    }
}
