using System.Text;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Tests.Shared;

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
    public static SuperfoneEvent Read(string name, Action<JsonObject> change, ReadingNotes? notes = null)
    {
        var payload = JsonNode.Parse(Bytes(name))!.AsObject();
        change(payload);
        return EventReader.Read(Encoding.UTF8.GetBytes(payload.ToJsonString()), null, notes);
    }

    /// <summary>A sample in which one field, named by its path, has another value; then read.</summary>
    /// <param name="name">The sample.</param>
    /// <param name="path">Such as <c>contact_labels[].title</c>: that of the list's first item.</param>
    /// <param name="json">The field's value.</param>
    /// <param name="received">When it was received; <see langword="null"/> to take any time.</param>
    public static (SuperfoneEvent Event, IReadOnlyList<string> Notes) ReadWith(string name, string path, string json, DateTime? received = null)
    {
        var notes = new ReadingNotes();
        var read = EventReader.Read(Encoding.UTF8.GetBytes(JsonMutation.With(File.ReadAllText(Path.Combine(Folder, $"{name}.json")), path, json)), received, notes);
        return (read, notes.Texts);
    }

    /// <summary>Classifies a text.</summary>
    public static Classification Classify(string body) => EventClassifier.Classify(Encoding.UTF8.GetBytes(body));
}
