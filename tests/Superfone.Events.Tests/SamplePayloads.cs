using System.Text;
using System.Text.Json.Nodes;

namespace Superfone.Events.Tests;

/// <summary>The sender's sample payloads, one file per documented event that has one.</summary>
internal static class SamplePayloads
{
    /// <summary>The names of the files, which are the events' names.</summary>
    public static TheoryData<string> Names { get; } =
        new(Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "payloads");

    /// <summary>A sample as bytes.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, $"{name}.json"));

    /// <summary>A sample with some fields changed, then read.</summary>
    public static SuperfoneEvent Read(string name, Action<JsonObject> change)
    {
        var payload = JsonNode.Parse(Bytes(name))!.AsObject();
        change(payload);
        return EventReader.Read(Encoding.UTF8.GetBytes(payload.ToJsonString()));
    }

    /// <summary>Classifies a text.</summary>
    public static Classification Classify(string body) => EventClassifier.Classify(Encoding.UTF8.GetBytes(body));
}
