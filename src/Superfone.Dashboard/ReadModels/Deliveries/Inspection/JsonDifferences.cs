using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Superfone.Dashboard.ReadModels.Deliveries.Inspection;

/// <summary>
/// Finds the fields in which two pieces of JSON differ. Both are walked side by side; only what is shown is held in memory, however many
/// fields there are and however long their names.
/// </summary>
/// <param name="most">The number of differences to keep; the others are counted.</param>
internal sealed class JsonDifferences(int most)
{
    private const int LongestName = 60;
    private const int LongestPath = 300;

    private readonly List<FieldDifference> _now = [];
    private readonly List<FieldDifference> _gone = [];

    // Names of fields and indexes of items, from the root to the current position.
    private readonly Stack<(string? Name, int Index)> _path = [];

    /// <summary>
    /// The differences that are kept: those of fields in the later body, in its order, then those of fields only in the earlier one.
    /// </summary>
    public IReadOnlyList<FieldDifference> Found => [.. _now.Concat(_gone).Take(most)];

    /// <summary>The number of fields that differ.</summary>
    public int Count { get; private set; }

    /// <summary>Compares two values at the same position; an absent value is undefined.</summary>
    public void Compare(JsonElement before, JsonElement now)
    {
        if (IsFilled(before, JsonValueKind.Object) && IsFilled(now, JsonValueKind.Object))
        {
            CompareFields(FieldsOf(before), FieldsOf(now));
        }
        else if (IsFilled(before, JsonValueKind.Array) && IsFilled(now, JsonValueKind.Array))
        {
            CompareItems(before, now);
        }
        else if (IsLeaf(before) && IsLeaf(now))
        {
            if (!IsSame(before, now))
                Add(_now, before, now);
        }
        else
        {
            AddLeaves(now, leaf => Add(_now, default, leaf));
            AddLeaves(before, leaf => Add(_gone, leaf, default));
        }
    }

    private void CompareFields(Dictionary<string, JsonElement> before, Dictionary<string, JsonElement> now)
    {
        foreach (var (name, value) in now)
        {
            _path.Push((name, 0));
            Compare(before.GetValueOrDefault(name), value);
            _path.Pop();
        }

        foreach (var (name, value) in before)
        {
            if (now.ContainsKey(name))
                continue;
            _path.Push((name, 0));
            Compare(value, default);
            _path.Pop();
        }
    }

    private void CompareItems(JsonElement before, JsonElement now)
    {
        var (earlier, later) = (before.EnumerateArray(), now.EnumerateArray());
        var count = Math.Max(before.GetArrayLength(), now.GetArrayLength());
        for (var index = 0; index < count; index++)
        {
            _path.Push((null, index));
            Compare(NextOf(ref earlier), NextOf(ref later));
            _path.Pop();
        }
    }

    private static JsonElement NextOf(ref JsonElement.ArrayEnumerator items) => items.MoveNext() ? items.Current : default;

    private void AddLeaves(JsonElement value, Action<JsonElement> add)
    {
        if (IsFilled(value, JsonValueKind.Object))
        {
            foreach (var field in value.EnumerateObject())
                AddWithin((JsonLines.NameOf(field), 0), field.Value);
        }
        else if (IsFilled(value, JsonValueKind.Array))
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
                AddWithin((null, index), item);
        }
        else if (value.ValueKind != JsonValueKind.Undefined)
        {
            add(value);
        }

        void AddWithin((string?, int) place, JsonElement inner)
        {
            _path.Push(place);
            AddLeaves(inner, add);
            _path.Pop();
        }
    }

    private void Add(List<FieldDifference> found, JsonElement before, JsonElement now)
    {
        Count++;
        if (found.Count < most)
            found.Add(new FieldDifference(PathText(), Shown(before), Shown(now)));
    }

    private string PathText()
    {
        var path = string.Concat(_path.Reverse().Select(place => place.Name is { } name
            ? $".{(name.Length > LongestName ? $"{name.AsSpan(0, LongestName)}…" : name)}"
            : string.Create(CultureInfo.InvariantCulture, $"[{place.Index}]"))).TrimStart('.');
        return path.Length > LongestPath ? $"…{path.AsSpan(path.Length - LongestPath)}" : path;
    }

    private static string? Shown(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? null
        : value.ValueKind switch
        {
            JsonValueKind.Object => "{}",
            JsonValueKind.Array => "[]",
            _ => JsonLines.ScalarOf(value),
        };

    // Of a repeated name the last one counts, as for readers.
    private static Dictionary<string, JsonElement> FieldsOf(JsonElement value)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in value.EnumerateObject())
            fields[JsonLines.NameOf(field)] = field.Value;
        return fields;
    }

    private static bool IsSame(JsonElement before, JsonElement now) =>
        JsonMarshal.GetRawUtf8Value(before).SequenceEqual(JsonMarshal.GetRawUtf8Value(now));

    private static bool IsFilled(JsonElement value, JsonValueKind kind) => value.ValueKind == kind
        && (kind == JsonValueKind.Object ? value.GetPropertyCount() : value.GetArrayLength()) > 0;

    private static bool IsLeaf(JsonElement value) => value.ValueKind != JsonValueKind.Undefined
        && !IsFilled(value, JsonValueKind.Object) && !IsFilled(value, JsonValueKind.Array);
}
