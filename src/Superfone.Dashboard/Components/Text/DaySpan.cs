using Microsoft.AspNetCore.WebUtilities;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Components.Text;

/// <summary>The whole business days that the figures of a page cover.</summary>
/// <param name="Range">The range that contains them, as it is chosen and as lists of calls use it.</param>
/// <param name="Days">The days; future ones are left out, unless there are no others.</param>
public sealed record DaySpan(BusinessRange Range, AnalyticsFilter Days)
{
    // The days of a leap year, the longest period that is shown.
    private const int MostDays = 366;

    /// <summary>The number of days.</summary>
    public int Length => Days.Last.DayNumber - Days.First.DayNumber + 1;

    /// <summary>One day.</summary>
    public static DaySpan Of(DateOnly day, BusinessCalendar calendar) => new(BusinessRange.OfDays(day, day, calendar), new AnalyticsFilter(day, day));

    /// <summary>Reads the days from an address; the last seven if it contains none, or an unbounded range.</summary>
    /// <param name="query">The address's query.</param>
    /// <param name="ranges">Reads ranges.</param>
    /// <param name="calendar">The business's days.</param>
    public static DaySpan Read(string query, RangeQuery ranges, BusinessCalendar calendar)
    {
        var range = ranges.Read(QueryHelpers.ParseQuery(query), []);
        if (range?.DaysIn(calendar) is null)
            range = ranges.Named(RangeName.Last7Days);
        var (first, last) = ranges.DaysOf(range)!.Value;
        if (last.DayNumber - first.DayNumber >= MostDays)
            first = last.AddDays(1 - MostDays);
        return new DaySpan(range.Name is null ? BusinessRange.OfDays(first, last, calendar) : range, new AnalyticsFilter(first, last));
    }

    /// <summary>The same number of days from another first day.</summary>
    public AnalyticsFilter StartingOn(DateOnly first) => Days with { First = first, Last = first.AddDays(Length - 1) };

    /// <summary>The same number of days just before these.</summary>
    public AnalyticsFilter Before => StartingOn(Days.First.AddDays(-Length));

    /// <summary>The address of the calls that started on these days.</summary>
    /// <param name="filter">Further filters, as the page of calls reads them.</param>
    public string Calls(params IEnumerable<(string Name, string Value)> filter) => Address("/calls", filter);

    /// <summary>The address of the calls of one agent that started on these days.</summary>
    /// <param name="staffPhone">Their number.</param>
    /// <param name="filter">Further filters, as the page of calls reads them.</param>
    public string CallsOf(string staffPhone, params IEnumerable<(string Name, string Value)> filter) =>
        Calls(filter.Prepend(("staffPhone", staffPhone)));

    /// <summary>The address of an agent's page with the same days.</summary>
    /// <param name="staffPhone">Their number as a key.</param>
    public string AgentOf(string staffPhone) => Address($"/agents/{Uri.EscapeDataString(staffPhone).Replace("%2B", "+", StringComparison.Ordinal)}");

    /// <summary>The address of the missed callers with whom an agent talked again on these days.</summary>
    /// <param name="agent">Their number or name.</param>
    public string ReturnedBy(string agent) => Address("/follow-ups", ("state", "returned"), ("agent", agent));

    /// <summary>The address of a page with the same days.</summary>
    /// <param name="path">The page.</param>
    /// <param name="more">Further query parameters.</param>
    public string Address(string path, params IEnumerable<(string Name, string Value)> more) => QueryHelpers.AddQueryString(
        path,
        RangeQuery.ParametersOf(Range).Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value))
            .Concat(more.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))));
}
