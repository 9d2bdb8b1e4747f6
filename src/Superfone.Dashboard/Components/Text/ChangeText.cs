using System.Text.Json;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.Components.Text;

/// <summary>What changed, as people say it: "Stage: New lead → Qualified", "City set to Pune", "Label Hot added".</summary>
/// <param name="display">Writes numbers and times.</param>
public sealed class ChangeText(Display display)
{
    /// <summary>A change in one sentence.</summary>
    public string Of(TimelineItem change) => Of(change.Key ?? "", change.Before, change.Value);

    /// <summary>A change in one sentence.</summary>
    /// <param name="key">The field that changed, as Superfone names it.</param>
    /// <param name="old">Its value before, where that is known: any JSON.</param>
    /// <param name="value">Its new value.</param>
    public string Of(string key, JsonElement? old, JsonElement? value)
    {
        if (key is "labels" or "phones" && Difference(key, old, value) is { } difference)
            return difference;
        var (before, now) = (ValueOf(key, old), ValueOf(key, value));
        return (before, now) switch
        {
            (null, null) => $"{NameOf(key)} cleared",
            (_, null) => $"{NameOf(key)} cleared (was {before})",
            (null, _) => $"{NameOf(key)} set to {now}",
            _ when before == now => $"{NameOf(key)} set to {now}",
            _ => $"{NameOf(key)}: {before} → {now}",
        };
    }

    /// <summary>What a field is called; a custom field comes with its own label.</summary>
    public static string NameOf(string key) => key switch
    {
        "first_name" => "First name",
        "last_name" => "Last name",
        "labels" => "Labels",
        "phones" => "Numbers",
        "lead_stage" => "Stage",
        "lead_group" => "Group",
        "assignee_user" => "Assigned to",
        "source" => "Source",
        "source_type" => "Source type",
        "city" => "City",
        "task_type" => "Type",
        "task_status" => "Status",
        "task_due_date" => "Due",
        "" => "A field",
        _ => key,
    };

    /// <summary>A value in words; <see langword="null"/> where there is none.</summary>
    /// <param name="key">The field.</param>
    /// <param name="value">Any JSON.</param>
    public string? ValueOf(string key, JsonElement? value)
    {
        if (value is not { } element || Text(key, element) is not { Length: > 0 } text)
            return null;
        return key switch
        {
            "phones" => display.Phone(text),
            "task_type" => TaskText.TypeOf(text),
            "task_status" => TaskText.StatusOf(text),
            "source" or "source_type" => ContactText.OriginOf(text),
            "task_due_date" => display.Due(element) ?? text,
            "assignee_user" when text.All(char.IsAsciiDigit) => new AssigneeChoice(long.Parse(text), null).Title,
            _ => text,
        };
    }

    private static string? Text(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.True => "Yes",
        JsonValueKind.False => "No",
        JsonValueKind.Object => Text(key, Named(value)),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => Text(key, item)).Where(text => !string.IsNullOrEmpty(text))),
        _ => value.GetRawText(),
    };

    // {"id":10,"title":"Qualified"}, {"phone":"+91…"}; anything else is shown as it came.
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
        var words = string.Join(", ", new[] { Say(current.Except(old), "added"), Say(old.Except(current), "removed") }.OfType<string>());
        return words.Length == 0 ? null : $"{char.ToUpperInvariant(words[0])}{words[1..]}";

        string? Say(IEnumerable<string> items, string what) => items.ToList() switch
        {
            [] => null,
            [var one] => $"{(key == "labels" ? "label" : "number")} {one} {what}",
            var several => $"{(key == "labels" ? "labels" : "numbers")} {string.Join(", ", several)} {what}",
        };
    }

    private List<string> ItemsOf(string key, JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(item => ValueOf(key, item)).OfType<string>()]
        : [];
}
