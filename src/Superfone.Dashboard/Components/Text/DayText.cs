using System.Globalization;
using Superfone.Dashboard.ReadModels.Analytics;

namespace Superfone.Dashboard.Components.Text;

/// <summary>Days of the business, in words.</summary>
public static class DayText
{
    /// <summary>A day for a narrow column: <c>Tue 24 Nov</c>.</summary>
    public static string Brief(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>What stands below the days of a chart: about so many of them by name, evenly, and nothing below the others.</summary>
    public static string[] Labels(IReadOnlyList<DateOnly> days, int most)
    {
        var every = Math.Max(1, (days.Count + most - 1) / most);
        return [.. days.Select((day, index) => index % every == 0 ? day.ToString("d MMM", CultureInfo.InvariantCulture) : "")];
    }

    /// <summary>A day for a heading: <c>Tuesday 24 November</c>; with the year where it is not the present one.</summary>
    public static string Full(DateOnly day, DateOnly today) =>
        day.ToString(day.Year == today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Some days: <c>17 – 23 Nov</c>, <c>28 Oct – 3 Nov</c>, or the one day.</summary>
    public static string Of(AnalyticsFilter days)
    {
        if (days.First == days.Last)
            return Brief(days.First);
        var isOneMonth = (days.First.Year, days.First.Month) == (days.Last.Year, days.Last.Month);
        return string.Create(CultureInfo.InvariantCulture, $"{days.First.ToString(isOneMonth ? "%d" : "d MMM", CultureInfo.InvariantCulture)} – {days.Last:d MMM}");
    }

    /// <summary>A day as addresses name it: <c>2026-11-24</c>.</summary>
    public static string AddressOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day that an address names; <see langword="null"/> where it names none, or one of which nothing can be known.</summary>
    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= DateOnly.FromDateTime(Domain.Calls.SortKey.Earliest) && day <= DateOnly.FromDateTime(Domain.Calls.SortKey.Latest) ? day : null;
}
