using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Superfone.Dashboard.ReadModels;

/// <summary>How items are written as JSON, by the API and by the hub.</summary>
public static class ItemJson
{
    // A body may be 64 levels deep, and what it holds is shown some levels deeper; the framework's own limit for replies is 32.
    private const int DeepestReply = 128;

    /// <summary>Sets camel case for names and for what enums say, and text of any script as it is.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Replies are JSON, never part of a page.
        options.MaxDepth = DeepestReply;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
