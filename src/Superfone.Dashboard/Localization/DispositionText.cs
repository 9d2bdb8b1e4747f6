using Microsoft.Extensions.Localization;

namespace Superfone.Dashboard.Localization;

/// <summary>The names of dispositions: a resource such as <c>Disposition.ANSWER</c> for each.</summary>
public static class DispositionText
{
    /// <summary>The documented dispositions with their names, in order of name.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Dispositions(this IStringLocalizer text) =>
        [.. Superfone.Events.Dispositions.All.Select(one => KeyValuePair.Create(one, text.Disposition(one))).OrderBy(pair => pair.Value, StringComparer.CurrentCulture)];

    /// <summary>The name of a disposition; one that is not documented is shown as received.</summary>
    public static string Disposition(this IStringLocalizer text, string? disposition)
    {
        if (disposition is null)
            return text["Disposition.None"];
        var found = text[$"Disposition.{disposition.Trim().ToUpperInvariant()}"];
        return found.ResourceNotFound ? disposition : found;
    }
}
