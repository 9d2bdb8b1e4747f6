using Microsoft.Extensions.Localization;

namespace Superfone.Dashboard.Localization;

/// <summary>Formats waiting times.</summary>
public static class WaitText
{
    /// <summary>A span of time: <c>under a minute</c>, <c>42 min</c>, <c>3 h 05 min</c>, <c>2 days 4 h</c>.</summary>
    public static string Wait(this IStringLocalizer text, TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => text["Wait.UnderAMinute"],
        { TotalHours: < 1 } => text["Wait.Minutes", (int)span.TotalMinutes],
        { TotalDays: < 1 } => text["Wait.Hours", (int)span.TotalHours, span.Minutes],
        _ => text.Plural("Wait.Days", (long)span.TotalDays, span.Hours),
    };

    /// <summary>A number of seconds; a dash for none.</summary>
    public static string Wait(this IStringLocalizer text, long? seconds) => seconds is { } known ? text.Wait(TimeSpan.FromSeconds(known)) : text["Figure.None"];
}
