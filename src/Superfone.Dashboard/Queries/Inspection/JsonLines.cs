using System.Text.Encodings.Web;
using System.Text.Json;
using Superfone.Dashboard.Domain;
using Superfone.Events;

namespace Superfone.Dashboard.Queries.Inspection;

/// <summary>JSON laid out in lines, each of which knows whether its field is documented.</summary>
public sealed class JsonLines
{
    private const int MostNamed = 20;

    private static readonly JsonSerializerOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly EventKind? _kind;
    private readonly string? _fault;
    private readonly int _most;
    private readonly int _longest;
    private readonly List<JsonLine> _lines = [];
    private readonly List<string> _undocumented = [];

    private JsonLines(EventKind? kind, string? fault, int most, int longest) => (_kind, _fault, _most, _longest) = (kind, fault, most, longest);

    /// <summary>The lines, as many as were asked for.</summary>
    public IReadOnlyList<JsonLine> Lines => _lines;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a text in them is cut off.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Paths of the fields that are not documented, the first twenty.</summary>
    public IReadOnlyList<string> Undocumented => _undocumented;

    /// <summary>Lays out a body.</summary>
    /// <param name="root">The body.</param>
    /// <param name="kind">The event that it is; <see langword="null"/> for none that is documented.</param>
    /// <param name="fault">The field that could not be read, if one is known.</param>
    /// <param name="most">How many lines to keep.</param>
    /// <param name="longest">How many characters of a text to keep.</param>
    public static JsonLines Of(JsonElement root, EventKind? kind, string? fault, int most, int longest)
    {
        var lines = new JsonLines(kind, fault, most, longest);
        lines.Write(root, 0, "", "", new Place("", false, LineMark.None));
        return lines;
    }

    /// <summary>A value without children as people read it: text of any script as it is.</summary>
    public static string ScalarOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return value.GetRawText();
        try
        {
            return RecordingUrl.WithoutSignatures(JsonSerializer.Serialize(value.GetString(), Legible));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text; it is shown as it came.
            return value.GetRawText();
        }
    }

    private void Write(JsonElement value, int depth, string before, string after, Place place)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                Add(depth, $"{before}{{", place.Mark);
                var fields = value.EnumerateObject().ToList();
                foreach (var (index, field) in fields.Index())
                    Write(field.Value, depth + 1, $"{NameOf(field)}: ", index < fields.Count - 1 ? "," : "", Within(place, field));
                Add(depth, $"}}{after}", place.Mark);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                Add(depth, $"{before}[", place.Mark);
                foreach (var (index, item) in value.EnumerateArray().Index())
                    Write(item, depth + 1, "", index < value.GetArrayLength() - 1 ? "," : "", place with { Path = $"{place.Path}[]" });
                Add(depth, $"]{after}", place.Mark);
                break;
            case JsonValueKind.Object or JsonValueKind.Array:
                Add(depth, $"{before}{(value.ValueKind == JsonValueKind.Object ? "{}" : "[]")}{after}", place.Mark);
                break;
            default:
                Add(depth, $"{before}{Cut(ScalarOf(value))}{after}", place.Mark);
                break;
        }
    }

    private Place Within(Place outer, JsonProperty field)
    {
        var path = outer.Path.Length == 0 ? field.Name : $"{outer.Path}.{field.Name}";
        if (outer.Path.Length == 0 && field.Name == _fault)
            return new Place(path, true, LineMark.AtFault);
        if (outer.IsSettled)
            return outer with { Path = path };
        if (DocumentedFields.Contain(_kind, path))
            return new Place(path, DocumentedFields.IsFree(path), LineMark.None);
        if (_undocumented.Count < MostNamed && !_undocumented.Contains(path))
            _undocumented.Add(path);
        return new Place(path, true, LineMark.Undocumented);
    }

    private void Add(int depth, string text, LineMark mark)
    {
        if (++Count <= _most)
            _lines.Add(new JsonLine($"{new string(' ', depth * 2)}{text}", mark));
    }

    private string Cut(string text)
    {
        if (text.Length <= _longest)
            return text;
        IsCut = true;
        return $"{text.AsSpan(0, _longest)}…";
    }

    private static string NameOf(JsonProperty field) => JsonSerializer.Serialize(field.Name, Legible);

    // What is within an undocumented field, or within the account's own fields, needs no mark of its own.
    private sealed record Place(string Path, bool IsSettled, LineMark Mark);
}

/// <summary>A line of JSON.</summary>
/// <param name="Text">What it says, indented.</param>
/// <param name="Mark">What is special about it.</param>
public sealed record JsonLine(string Text, LineMark Mark);

/// <summary>What is special about a line.</summary>
public enum LineMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its field is not documented for the event.</summary>
    Undocumented,

    /// <summary>Its field could not be read.</summary>
    AtFault,
}
