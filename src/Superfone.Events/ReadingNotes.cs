using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Superfone.Events;

/// <summary>
/// Notes on the values of a payload that were ignored because they do not have their field's type. Each note begins with the JSON path:
/// <c>transcription[0].start is not a time within the call: "soon"</c>. If a field has many such items, only the first ones are noted, with
/// the total number. Not thread-safe.
/// </summary>
public sealed class ReadingNotes
{
    private const int MostOfAField = 5;
    private const int LongestQuote = 60;

    private readonly List<(string Field, string Text)> _texts = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The notes, in the order in which the fields were read.</summary>
    public IReadOnlyList<string> Texts =>
        [.. _texts.Select((note, index) => IsLastOfItsField(index) && MoreOf(note.Field) is > 0 and var more ? $"{note.Text} (and {more} more)" : note.Text)];

    /// <summary>Adds a note that a value was ignored.</summary>
    /// <param name="path">Its position.</param>
    /// <param name="value">The value; the note quotes its beginning.</param>
    /// <param name="problem">The problem, such as "is not a whole number".</param>
    public void Add(FieldPath path, JsonElement value, string problem)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, path.Field, out _);
        if (++count <= MostOfAField)
            _texts.Add((path.Field, $"{path} {problem}: {Quote(value)}"));
    }

    /// <summary>The beginning of a value's JSON, on one line.</summary>
    internal static string Quote(JsonElement value)
    {
        // Cut before decoding: a value may be as long as a body.
        var raw = JsonMarshal.GetRawUtf8Value(value);
        var text = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, LongestQuote * 4)]);
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (raw.Length <= LongestQuote * 4 && line.Length <= LongestQuote)
            return line;
        var end = Math.Min(line.Length, LongestQuote);
        return $"{line.AsSpan(0, end > 0 && char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)}…";
    }

    private int MoreOf(string field) => _counts[field] - MostOfAField;

    private bool IsLastOfItsField(int index) => _texts.FindLastIndex(note => note.Field == _texts[index].Field) == index;
}

/// <summary>The position of a value in a payload.</summary>
/// <param name="Field">The field: <c>cdr_start</c>, <c>summary.insights</c>.</param>
/// <param name="Index">The index of the item in a list, from 0.</param>
/// <param name="Name">The field of that item.</param>
public readonly record struct FieldPath(string Field, int? Index = null, string? Name = null)
{
    /// <summary>The path of a field within this one.</summary>
    public FieldPath Within(string name) => this switch
    {
        { Field: "" } => new FieldPath(name),
        { Index: null } => new FieldPath($"{Field}.{name}"),
        _ => this with { Name = name },
    };

    /// <summary>The JSON path: <c>contact_phones[1].phone</c>.</summary>
    public override string ToString() => (Index, Name) switch
    {
        (null, null) => Field,
        (null, var name) => $"{Field}.{name}",
        (var index, null) => $"{Field}[{index}]",
        var (index, name) => $"{Field}[{index}].{name}",
    };
}
