using System.Text;
using System.Text.Json;

namespace Superfone.Dashboard.Tests.Shared.Payloads;

/// <summary>Changes one field of a JSON body to any text at all, also to such as no JSON writer would write.</summary>
public static class JsonMutation
{
    /// <summary>The body with another value for a field, which is added if it is absent.</summary>
    /// <param name="body">A JSON object.</param>
    /// <param name="path">The field's path, such as <c>contact_labels[].title</c>: that of the list's first item, which is made where there is none.</param>
    /// <param name="value">The value as JSON.</param>
    public static string With(string body, string path, string value)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 1_000 });
        return Changed(document.RootElement, path.Split('.'), value);
    }

    private static string Changed(JsonElement? element, ReadOnlySpan<string> path, string value)
    {
        if (path.IsEmpty)
            return value;
        var (name, isList) = path[0].EndsWith("[]", StringComparison.Ordinal) ? (path[0][..^2], true) : (path[0], false);
        var fields = element is { ValueKind: JsonValueKind.Object } known ? known.EnumerateObject().ToList() : [];
        var old = fields.Find(field => field.Name == name) is { Value.ValueKind: not JsonValueKind.Undefined } found ? found.Value : (JsonElement?)null;
        var text = new StringBuilder("{");
        foreach (var field in fields.Where(field => field.Name != name))
            text.Append(JsonSerializer.Serialize(field.Name)).Append(':').Append(field.Value.GetRawText()).Append(',');
        text.Append(JsonSerializer.Serialize(name)).Append(':');
        if (isList)
        {
            var items = old is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
            text.Append('[').Append(Changed(items.Count > 0 ? items[0] : null, path[1..], value));
            foreach (var item in items.Skip(1))
                text.Append(',').Append(item.GetRawText());
            text.Append(']');
        }
        else
        {
            text.Append(Changed(old, path[1..], value));
        }

        return text.Append('}').ToString();
    }
}
