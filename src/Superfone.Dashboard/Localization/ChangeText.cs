using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.Localization;

/// <summary>Describes changes: "Stage: New lead → Qualified", "City set to Pune", "Label Hot added".</summary>
/// <param name="display">Formats numbers and times.</param>
/// <param name="text">The texts.</param>
public sealed class ChangeText(Display display, IStringLocalizer<Strings> text)
{
    /// <summary>Describes a change in one sentence.</summary>
    public string Of(TimelineItem change) => Of(change.Key ?? "", change.Before, change.Value, change.Names);

    /// <summary>Describes a change in one sentence.</summary>
    /// <param name="key">The field that changed, by its wire name.</param>
    /// <param name="old">Its previous value, if known: any JSON.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="names">For a change of the assignee, the known names by id at Superfone.</param>
    public string Of(string key, JsonElement? old, JsonElement? value, IReadOnlyDictionary<long, string> names) =>
        Of(key, Named(names, old), Named(names, value));

    /// <summary>Describes a change of which everything that is shown was received.</summary>
    /// <param name="key">The field that changed, by its wire name.</param>
    /// <param name="old">Its previous value, if known: any JSON.</param>
    /// <param name="value">Its new value.</param>
    public string Of(string key, JsonElement? old, JsonElement? value)
    {
        if (key is "labels" or "phones" && Difference(key, old, value) is { } difference)
            return difference;
        var (before, now) = (ValueOf(key, old), ValueOf(key, value));
        return (before, now) switch
        {
            (_, null) when before is not null && AssigneeNames.Concern(key) => text["Change.Unassigned", before],
            (_, not null) when (before is null || before == now) && AssigneeNames.Concern(key) => text["Change.Assigned", now],
            (null, null) => text["Change.Cleared", NameOf(key)],
            (_, null) => text["Change.ClearedFrom", NameOf(key), before],
            (null, _) => text["Change.Set", NameOf(key), now],
            _ when before == now => text["Change.Set", NameOf(key), now],
            _ => text["Change.FromTo", NameOf(key), before, now],
        };
    }

    /// <summary>The name of a field; the label of a custom field is its name.</summary>
    public string NameOf(string key)
    {
        var found = text[$"Field.{key}"];
        return found.ResourceNotFound ? key : found;
    }

    /// <summary>A value as text; <see langword="null"/> if there is none.</summary>
    /// <param name="key">The field.</param>
    /// <param name="value">Any JSON.</param>
    public string? ValueOf(string key, JsonElement? value)
    {
        if (value is not { } element || Plain(key, element) is not { Length: > 0 } known)
            return null;
        return key switch
        {
            "phones" => display.Phone(known),
            "task_type" => text.TaskType(known),
            "task_status" => text.TaskStatus(known),
            "source" or "source_type" => ContactText.OriginOf(known),
            "task_due_date" => display.Due(element) ?? known,
            "assignee_user" when known.All(char.IsAsciiDigit) => text["Contact.AssigneeById", known],
            _ => known,
        };
    }

    // An assignee of whom only the id was received has the name that the staff directory or another assignment gives.
    private static JsonElement? Named(IReadOnlyDictionary<long, string> names, JsonElement? value)
    {
        var id = value is { ValueKind: JsonValueKind.Object } user && !user.TryGetProperty("title", out _) && user.TryGetProperty("id", out var named) ? named : value;
        return names.Count > 0 && long.TryParse(id?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            && names.TryGetValue(userId, out var name)
                ? JsonSerializer.SerializeToElement(name)
                : value;
    }

    private string? Plain(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.True => text["Common.Yes"],
        JsonValueKind.False => text["Common.No"],
        JsonValueKind.Object => Plain(key, Named(value)),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => Plain(key, item)).Where(item => !string.IsNullOrEmpty(item))),
        _ => value.GetRawText(),
    };

    // {"id":10,"title":"Qualified"}, {"phone":"+91…"}; anything else is shown as received.
    private static JsonElement Named(JsonElement value)
    {
        foreach (var name in new[] { "title", "name", "phone", "id" })
        {
            if (value.TryGetProperty(name, out var field) && field.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                return field;
        }

        return JsonSerializer.SerializeToElement(value.GetRawText());
    }

    private string? Difference(string key, JsonElement? before, JsonElement? now)
    {
        if (before is not { ValueKind: JsonValueKind.Array } || now is not { ValueKind: JsonValueKind.Array or JsonValueKind.Null })
            return null;
        var (old, current) = (ItemsOf(key, before.Value), ItemsOf(key, now.Value));
        var (added, removed) = (current.Except(old).ToList(), old.Except(current).ToList());
        return (added.Count, removed.Count) switch
        {
            (0, 0) => null,
            (_, 0) => Say("added", added),
            (0, _) => Say("removed", removed),
            _ => text["Change.AddedAndRemoved", Say("added", added), Say("removedToo", removed)],
        };

        string Say(string what, List<string> items) => text.Plural($"Change.{key}.{what}", items.Count, string.Join(", ", items));
    }

    private List<string> ItemsOf(string key, JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(item => ValueOf(key, item)).OfType<string>()]
        : [];
}
