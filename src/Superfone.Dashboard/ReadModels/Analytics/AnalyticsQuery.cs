using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>The parameters in the URL of the analytics page or of its export.</summary>
public sealed record AnalyticsQuery
{
    /// <summary>The maximum number of days.</summary>
    public const int MostDays = 731;

    private static readonly string[] Known = [RangeQuery.Range, RangeQuery.From, RangeQuery.To, "account", "missed", "weekday", "hour"];

    private AnalyticsQuery()
    {
    }

    /// <summary>The range of time: whole days.</summary>
    public required BusinessRange Range { get; init; }

    /// <summary>The filter of days and calls. Future days are left out.</summary>
    public required AnalyticsFilter Filter { get; init; }

    /// <summary>Whether the volume of missed calls is shown instead of that of all calls.</summary>
    public required bool IsMissed { get; init; }

    /// <summary>The hour of a day of the week whose days are listed.</summary>
    public required (DayOfWeek Weekday, int Hour)? Cell { get; init; }

    /// <summary>Whether the current day is among the days.</summary>
    public required bool HasToday { get; init; }

    /// <summary>A sentence for each value that could not be read and for each unknown parameter.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Reads the parameters of a URL. The default range is the last 30 days.</summary>
    public static AnalyticsQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges, BusinessCalendar calendar)
    {
        List<string> problems = [];
        var values = new QueryValues(query, problems);
        var range = ranges.Read(query, problems) ?? ranges.Named(RangeName.Last30Days);
        if (range.DaysIn(calendar) is not { } days || days.Last.DayNumber - days.First.DayNumber >= MostDays)
        {
            problems.Add($"{RangeQuery.From}, {RangeQuery.To}: analytics need a first and a last day, at most {MostDays} days apart.");
            range = ranges.Named(RangeName.Last30Days);
            days = range.DaysIn(calendar)!.Value;
        }

        var today = ranges.Named(RangeName.Today).DaysIn(calendar)!.Value.First;
        var (weekday, hour) = (values.Read<DayOfWeek>("weekday"), values.Read<int>("hour"));
        if (hour is < 0 or > 23)
        {
            problems.Add("hour: it is a number from 0 to 23.");
            hour = null;
        }

        values.RefuseOthers(Known.Contains, "analytics");
        return new AnalyticsQuery
        {
            Range = range.Name is null ? BusinessRange.OfDays(days.First, days.Last, calendar) : range,
            Filter = new AnalyticsFilter(days.First, ranges.DaysOf(range)!.Value.Last, values.Text("account")),
            IsMissed = values.Read<bool>("missed") ?? false,
            Cell = weekday is { } day && hour is { } time ? (day, time) : null,
            HasToday = days.First <= today && days.Last >= today,
            Problems = problems,
        };
    }
}
