using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>SQL functions that mask the numbers in a column; see <see cref="NumberMask"/>.</summary>
internal static class MaskFunctions
{
    /// <summary>Masks a text.</summary>
    public const string Text = "mask_text";

    /// <summary>Masks the texts in JSON whose numbers are ids, times and the like.</summary>
    public const string Json = "mask_json";

    /// <summary>Does the same to compressed JSON; see <see cref="CompressedText"/>.</summary>
    public const string CompressedJson = "mask_compressed_json";

    /// <summary>Masks JSON of any kind; a long number becomes a text.</summary>
    public const string Value = "mask_value";

    /// <summary>Masks custom fields: a JSON object of texts that are JSON themselves.</summary>
    public const string Fields = "mask_fields";

    // Words in JSON text are searched for as they are.
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds the functions to an open connection.</summary>
    public static void AddTo(SqliteConnection connection)
    {
        Add(Text, NumberMask.Of);
        Add(Json, text => MaskJson(text, numbers: false));
        Add(Value, text => MaskJson(text, numbers: true));
        Add(Fields, MaskFields);
        connection.CreateFunction(
            CompressedJson, (byte[]? stored) => stored is null ? null : CompressedText.Write(MaskJson(CompressedText.Read(stored), numbers: false)), isDeterministic: true);

        void Add(string name, Func<string, string> mask) =>
            connection.CreateFunction(name, (string? text) => text is null ? null : mask(text), isDeterministic: true);
    }

    private static string MaskJson(string json, bool numbers) => Write(Masked(JsonNode.Parse(json), numbers));

    private static string MaskFields(string json)
    {
        var fields = JsonNode.Parse(json)!.AsObject();
        JsonObject masked = [];
        foreach (var (label, value) in fields)
            masked[NumberMask.Of(label)] = value is null ? null : MaskJson(value.GetValue<string>(), numbers: true);
        return Write(masked);
    }

    private static JsonNode? Masked(JsonNode? node, bool numbers) => node switch
    {
        JsonArray array => new JsonArray([.. array.Select(item => Masked(item, numbers))]),
        JsonObject properties => new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, Masked(property.Value, numbers)))),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => NumberMask.Of(value.GetValue<string>()),
        JsonValue value when numbers && value.GetValueKind() == JsonValueKind.Number && NumberMask.Of(value.ToJsonString()) is var masked && NumberMask.IsMasked(masked) => masked,
        _ => node?.DeepClone(),
    };

    private static string Write(JsonNode? node) => node?.ToJsonString(Unescaped) ?? "null";
}
