using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Localization;

/// <summary>Durations, shares and sizes.</summary>
public static class FigureText
{
    /// <summary>A duration: <c>2:22</c>, from an hour on <c>1 h 04 min</c>.</summary>
    public static string Duration(this IStringLocalizer text, long seconds)
    {
        var duration = TimeSpan.FromSeconds(seconds);
        return duration.TotalHours >= 1
            ? text["Duration.Hours", (long)duration.TotalHours, duration.Minutes]
            : text["Duration.Minutes", duration.Minutes, duration.Seconds];
    }

    /// <summary>A part of a whole: <c>86 %</c>; a dash if the whole is zero.</summary>
    public static string Percent(this IStringLocalizer text, long part, long whole) =>
        whole == 0 ? text["Figure.None"] : text["Figure.Percent", Math.Round(100.0 * part / whole)];

    /// <summary>A share: <c>86 %</c>; a dash if the whole is zero.</summary>
    public static string Percent(this IStringLocalizer text, Share share) => text.Percent(share.Part, share.Whole);

    /// <summary>A length in bytes: <c>1.4 KB</c>.</summary>
    public static string Size(this IStringLocalizer text, long bytes) => bytes switch
    {
        < 1000 => text["Size.Bytes", bytes],
        < 1_000_000 => text["Size.Kilobytes", bytes / 1000.0],
        < 1_000_000_000 => text["Size.Megabytes", bytes / 1_000_000.0],
        _ => text["Size.Gigabytes", bytes / 1_000_000_000.0],
    };
}
