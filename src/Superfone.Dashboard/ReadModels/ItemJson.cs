using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Superfone.Dashboard.ReadModels;

/// <summary>The JSON format of items in the API and the hub.</summary>
public static class ItemJson
{
    // A body may be 64 levels deep, and is nested some levels deeper in a reply; the framework's own limit for replies is 32.
    private const int DeepestReply = 128;

    /// <summary>The options for items that are written outside of the API's replies, in the same format.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Sets camel case for names and enum values, and leaves text of any script unescaped.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Replies are JSON, never part of a page.
        options.MaxDepth = DeepestReply;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
