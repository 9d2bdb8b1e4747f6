using System.Globalization;
using Microsoft.Extensions.Localization;
using Superfone.Dashboard.ReadModels.Analytics;

namespace Superfone.Dashboard.Localization;

/// <summary>Formats business days.</summary>
public static class DayText
{
    /// <summary>A day for a narrow column: <c>Tue 24 Nov</c>.</summary>
    public static string BriefDay(this IStringLocalizer text, DateOnly day) => day.ToString(text["Format.BriefDay"], CultureInfo.CurrentCulture);

    /// <summary>A day without its weekday: <c>24 Nov</c>.</summary>
    public static string DayAndMonth(this IStringLocalizer text, DateOnly day) => day.ToString(text["Format.DayAndMonth"], CultureInfo.CurrentCulture);

    /// <summary>A day with its year: <c>24 Nov 2026</c>.</summary>
    public static string DayAndYear(this IStringLocalizer text, DateOnly day) => day.ToString(text["Format.DayAndYear"], CultureInfo.CurrentCulture);

    /// <summary>The labels of a chart's days: evenly spaced, about as many as requested, and empty for the other days.</summary>
    public static string[] DayLabels(this IStringLocalizer text, IReadOnlyList<DateOnly> days, int most)
    {
        var every = Math.Max(1, (days.Count + most - 1) / most);
        return [.. days.Select((day, index) => index % every == 0 ? text.DayAndMonth(day) : "")];
    }

    /// <summary>A day for a heading: <c>Tuesday 24 November</c>, with the year if it is not the current one.</summary>
    public static string FullDay(this IStringLocalizer text, DateOnly day, DateOnly today) =>
        day.ToString(text[day.Year == today.Year ? "Format.FullDay" : "Format.FullDayAndYear"], CultureInfo.CurrentCulture);

    /// <summary>A range of days: <c>17 – 23 Nov</c>, <c>28 Oct – 3 Nov</c>, or one day.</summary>
    public static string Days(this IStringLocalizer text, AnalyticsFilter days) => text.Days(days.First, days.Last);

    /// <summary>A range of days: <c>17 – 23 Nov</c>, <c>28 Oct – 3 Nov</c>, or one day.</summary>
    public static string Days(this IStringLocalizer text, DateOnly first, DateOnly last) => first == last
        ? text.BriefDay(first)
        : text["Format.Days", (first.Year, first.Month) == (last.Year, last.Month) ? first.ToString(text["Format.DayOfMonth"], CultureInfo.CurrentCulture) : text.DayAndMonth(first), text.DayAndMonth(last)];

    /// <summary>A day of the week, in the language of the culture.</summary>
    public static string Weekday(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);

    /// <summary>A day of the week for a narrow column.</summary>
    public static string ShortWeekday(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName(day);

    /// <summary>A day in a URL: <c>2026-11-24</c>.</summary>
    public static string AddressOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads a day from a URL; <see langword="null"/> if it is not a day, or too far from the present.</summary>
    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= DateOnly.FromDateTime(Domain.Calls.SortKey.Earliest) && day <= DateOnly.FromDateTime(Domain.Calls.SortKey.Latest) ? day : null;
}
