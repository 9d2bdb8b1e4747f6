using Microsoft.Extensions.Localization;

namespace Superfone.Dashboard.Localization;

/// <summary>The sender's dispositions in plain words: a resource <c>Disposition.ANSWER</c> for each.</summary>
public static class DispositionText
{
    /// <summary>The documented dispositions with what to show for them, in the order of that.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Dispositions(this IStringLocalizer text) =>
        [.. Superfone.Events.Dispositions.All.Select(one => KeyValuePair.Create(one, text.Disposition(one))).OrderBy(pair => pair.Value, StringComparer.CurrentCulture)];

    /// <summary>What to show for a disposition; one that is not documented is shown as it came.</summary>
    public static string Disposition(this IStringLocalizer text, string? disposition)
    {
        if (disposition is null)
            return text["Disposition.None"];
        var found = text[$"Disposition.{disposition.Trim().ToUpperInvariant()}"];
        return found.ResourceNotFound ? disposition : found;
    }
}
