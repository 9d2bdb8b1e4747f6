using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.Localization.Analytics;

/// <summary>URLs of the lists behind the figures.</summary>
/// <param name="query">The query of the page.</param>
/// <param name="calendar">The business's days.</param>
public sealed class AnalyticsLinks(AnalyticsQuery query, BusinessCalendar calendar)
{
    /// <summary>The calls of the whole range.</summary>
    /// <param name="more">Further filters.</param>
    public string Calls(params IEnumerable<(string Name, string Value)> more) => Calls(query.Range, more);

    /// <summary>The calls of a day.</summary>
    public string Calls(DateOnly day, params IEnumerable<(string Name, string Value)> more) => Calls(BusinessRange.OfDays(day, day, calendar), more);

    /// <summary>The calls of one hour of a day.</summary>
    public string Calls(DateOnly day, int hour)
    {
        var (from, to) = calendar.HourUtc(day, hour);
        return Calls(BusinessRange.Between(from, to), OnlyMissed);
    }

    /// <summary>The inbound calls of customers on a day.</summary>
    public string Callers(DateOnly day) => Calls(day, ("direction", "inbound"), ("marked", "false"));

    /// <summary>The missed calls of customers on a day.</summary>
    public string Missed(DateOnly day) => Calls(day, Customers);

    /// <summary>The missed calls of customers in one hour of a day.</summary>
    public string Missed(DateOnly day, int hour)
    {
        var (from, to) = calendar.HourUtc(day, hour);
        return Calls(BusinessRange.Between(from, to), Customers);
    }

    /// <summary>The filter that leaves out the marked numbers, as missed calls and rates do; empty if the figures have none.</summary>
    public static (string Name, string Value)[] CustomersIn(CallFigures figures) => figures.Marked > 0 ? [("marked", "false")] : [];

    /// <summary>The filter for missed calls of customers, if only these are shown.</summary>
    public IEnumerable<(string Name, string Value)> OnlyMissed => query.IsMissed ? Customers : [];

    /// <summary>The contacts that entered a lead stage, left it, or were in it at the end of the range.</summary>
    public string Contacts(string stage, StageStep step) => ContactsQuery.AddressOf(new ContactFilter(), history: new StageHistory(stage, step), range: query.Range);

    /// <summary>The contacts that were in a lead stage at the end of a day.</summary>
    public string Contacts(string stage, DateOnly day) =>
        ContactsQuery.AddressOf(new ContactFilter(), history: new StageHistory(stage, StageStep.Stood), range: BusinessRange.OfDays(day, day, calendar));

    /// <summary>The contacts of a source that were new in the range.</summary>
    /// <param name="source">Their source; <see langword="null"/> if it is not known.</param>
    public string NewContacts(string? source) => ContactsQuery.AddressOf(new ContactFilter(), source ?? ContactArrival.NoSource, range: query.Range);

    /// <summary>The page of an agent, with the same days.</summary>
    /// <param name="staffPhone">Their number as a key.</param>
    public string Agent(string staffPhone) => Address($"/agents/{Uri.EscapeDataString(staffPhone).Replace("%2B", "+", StringComparison.Ordinal)}", query.Range, []);

    private static (string Name, string Value)[] Customers => [("missed", "true"), ("marked", "false")];

    private string Calls(BusinessRange range, IEnumerable<(string Name, string Value)> more) =>
        Address("/calls", range, query.Filter.Account is { } account ? more.Prepend(("account", account)) : more);

    private static string Address(string path, BusinessRange range, IEnumerable<(string Name, string Value)> more) =>
        QueryAddress.Of(path, [.. RangeQuery.ParametersOf(range), .. more.Select(parameter => KeyValuePair.Create(parameter.Name, (object?)parameter.Value))]);
}
