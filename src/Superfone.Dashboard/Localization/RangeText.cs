using System.Globalization;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Localization;

/// <summary>Formats ranges of time.</summary>
public static class RangeText
{
    /// <summary>A range: <c>Today</c>, <c>12 May 2026 – 15 May 2026</c>.</summary>
    public static string RangeOf(this IStringLocalizer text, BusinessRange range, BusinessCalendar calendar)
    {
        if (range.Name is { } name)
            return text.NameOf(name);
        return (range.FromUtc, range.ToUtc) switch
        {
            (null, null) => text["Filter.AnyTime"],
            ({ } from, null) => text["Range.From", text.Edge(from, calendar)],
            (null, { } to) => text["Range.Before", text.Edge(to, calendar)],
            _ when range.DaysIn(calendar) is { } days && range == BusinessRange.OfDays(days.First, days.Last, calendar) =>
                days.First == days.Last ? text.DayAndYear(days.First) : text["Format.Days", text.DayAndYear(days.First), text.DayAndYear(days.Last)],
            ({ } from, { } to) => text["Format.Days", text.Edge(from, calendar), text.Edge(to, calendar)],
        };
    }

    private static string Edge(this IStringLocalizer text, DateTime utc, BusinessCalendar calendar)
    {
        var local = calendar.ToLocal(utc);
        return local.ToString(text[local.TimeOfDay == TimeSpan.Zero ? "Format.DayAndYear" : "Format.DayYearAndTime"], CultureInfo.CurrentCulture);
    }
}
