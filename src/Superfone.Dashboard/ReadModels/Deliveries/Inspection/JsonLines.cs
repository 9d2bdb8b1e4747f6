using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries.Inspection;

/// <summary>JSON formatted in lines, each marked if its field is not documented.</summary>
public sealed class JsonLines
{
    private const int MostNamed = 20;
    private const int LongestPath = 100;

    private static readonly JsonSerializerOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly EventKind? _kind;
    private readonly string? _fault;
    private readonly (int Lines, int Text, int Characters) _most;
    private readonly List<JsonLine> _lines = [];
    private readonly List<string> _undocumented = [];
    private int _characters;

    private JsonLines(EventKind? kind, string? fault, (int, int, int) most) => (_kind, _fault, _most) = (kind, fault, most);

    /// <summary>The lines, up to the requested number.</summary>
    public IReadOnlyList<JsonLine> Lines => _lines;

    /// <summary>The number of all lines.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a text in them is cut off.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Paths of the fields that are not documented, the first twenty.</summary>
    public IReadOnlyList<string> Undocumented => _undocumented;

    /// <summary>Formats a body. The lines that are kept are limited; the others are only counted.</summary>
    /// <param name="root">The body.</param>
    /// <param name="kind">The event of the body; <see langword="null"/> if it is not documented.</param>
    /// <param name="fault">The field that could not be read, if one is known.</param>
    /// <param name="most">The maximum number of lines to keep.</param>
    /// <param name="longest">The maximum number of characters to keep of a text or a name.</param>
    /// <param name="mostCharacters">The approximate maximum number of characters to keep of all lines together.</param>
    public static JsonLines Of(JsonElement root, EventKind? kind, string? fault, int most, int longest, int mostCharacters = int.MaxValue)
    {
        var lines = new JsonLines(kind, fault, (most, longest, mostCharacters));
        lines.Write(root, 0, null, "", Context.Root);
        return lines;
    }

    /// <summary>The name of a field; one with a lone surrogate is not valid text, and is returned as received.</summary>
    internal static string NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(field));
        }
    }

    /// <summary>A value without children in readable form: text of any script is not escaped.</summary>
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
            // A lone surrogate is not valid text; the value is shown as received.
            return value.GetRawText();
        }
    }

    private bool IsFull => _lines.Count >= _most.Lines || _characters >= _most.Characters;

    private void Write(JsonElement value, int depth, string? name, string after, Context place)
    {
        // Deeper fields are still checked against the documentation, but their values are not shown.
        if (IsFull && place.IsSettled)
        {
            Count += LinesOf(value);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.GetPropertyCount() is > 0 and var left:
                Add(depth, name, "{", place.Mark);
                foreach (var field in value.EnumerateObject())
                {
                    var fieldName = NameOf(field);
                    Write(field.Value, depth + 1, fieldName, --left > 0 ? "," : "", Within(place, fieldName));
                }

                Add(depth, null, $"}}{after}", place.Mark);
                break;
            case JsonValueKind.Array when value.GetArrayLength() is > 0 and var left:
                Add(depth, name, "[", place.Mark);
                var item = place.IsSettled ? place : place with { Path = $"{place.Path}[]" };
                foreach (var element in value.EnumerateArray())
                    Write(element, depth + 1, null, --left > 0 ? "," : "", item);
                Add(depth, null, $"]{after}", place.Mark);
                break;
            case JsonValueKind.Object or JsonValueKind.Array:
                Add(depth, name, $"{(value.ValueKind == JsonValueKind.Object ? "{}" : "[]")}{after}", place.Mark);
                break;
            default:
                Add(depth, name, IsFull ? "" : $"{Cut(ScalarOf(value))}{after}", place.Mark);
                break;
        }
    }

    private static int LinesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.GetPropertyCount() > 0 => 2 + value.EnumerateObject().Sum(field => LinesOf(field.Value)),
        JsonValueKind.Array when value.GetArrayLength() > 0 => 2 + value.EnumerateArray().Sum(LinesOf),
        _ => 1,
    };

    private Context Within(Context outer, string name)
    {
        if (outer.IsSettled)
            return outer;
        if (outer.Path is "" && name == _fault)
            return new Context("", true, LineMark.AtFault);
        var path = outer.Path is "" ? name : $"{outer.Path}.{name}";
        if (DocumentedFields.Contain(_kind, path))
            return new Context(path, DocumentedFields.IsFree(path), LineMark.None);
        path = path.Length > LongestPath ? $"{path.AsSpan(0, LongestPath)}…" : path;
        if (_undocumented.Count < MostNamed && !_undocumented.Contains(path))
            _undocumented.Add(path);
        return new Context("", true, LineMark.Undocumented);
    }

    private void Add(int depth, string? name, string text, LineMark mark)
    {
        Count++;
        if (IsFull)
            return;
        var line = $"{new string(' ', depth * 2)}{(name is null ? null : $"{Cut(JsonSerializer.Serialize(name, Legible))}: ")}{text}";
        _characters += line.Length;
        _lines.Add(new JsonLine(line, mark));
    }

    private string Cut(string text)
    {
        if (text.Length <= _most.Text)
            return text;
        IsCut = true;
        return $"{text.AsSpan(0, _most.Text)}…";
    }

    // The content of an undocumented field, or of the account's own fields, needs neither a path nor a mark of its own.
    private sealed record Context(string Path, bool IsSettled, LineMark Mark)
    {
        public static readonly Context Root = new("", false, LineMark.None);
    }
}

/// <summary>A line of JSON.</summary>
/// <param name="Text">Its text, indented.</param>
/// <param name="Mark">Its mark.</param>
public sealed record JsonLine(string Text, LineMark Mark);

/// <summary>The mark of a line.</summary>
public enum LineMark
{
    /// <summary>No mark.</summary>
    None,

    /// <summary>Its field is not documented for the event.</summary>
    Undocumented,

    /// <summary>Its field could not be read.</summary>
    AtFault,
}
