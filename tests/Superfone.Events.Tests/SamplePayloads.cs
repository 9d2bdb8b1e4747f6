using System.Text;

namespace Superfone.Events.Tests;

/// <summary>Superfone's sample payloads, read and classified.</summary>
internal static class SamplePayloads
{
    /// <summary>The names of the samples, which are the names of their events.</summary>
    public static TheoryData<string> Names { get; } = new(Payload.SampleNames);

    /// <summary>Reads a payload.</summary>
    public static SuperfoneEvent Read(Payload payload, ReadingNotes? notes = null) => EventReader.Read(payload.ToBytes(), null, notes);

    /// <summary>Reads a sample in which one field has another value.</summary>
    /// <param name="name">The sample.</param>
    /// <param name="path">The path of the field, such as <c>contact_labels[].title</c> for that of the first item.</param>
    /// <param name="json">The value as JSON.</param>
    /// <param name="received">When it was received; <see langword="null"/> to accept any time.</param>
    public static (SuperfoneEvent Event, IReadOnlyList<string> Notes) ReadWith(string name, string path, string json, DateTime? received = null)
    {
        var notes = new ReadingNotes();
        var read = EventReader.Read(Encoding.UTF8.GetBytes(JsonMutation.With(Payload.Sample(name), path, json)), received, notes);
        return (read, notes.Texts);
    }

    /// <summary>Classifies a text.</summary>
    public static Classification Classify(string body) => EventClassifier.Classify(Encoding.UTF8.GetBytes(body));
}
