using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>The parameters in the URL of the contacts page.</summary>
/// <param name="Filter">The filter of contacts.</param>
/// <param name="Arrival">The range of time in which they were new, and their source.</param>
/// <param name="History">Their history in a lead stage; the range of time is then that of the history.</param>
/// <param name="Range">The range of time.</param>
public sealed record ContactsQuery(ContactFilter Filter, ContactArrival? Arrival, StageHistory? History, BusinessRange? Range)
{
    /// <summary>The parameters that name the stage of a <see cref="History"/>.</summary>
    public static IReadOnlyDictionary<StageStep, string> Steps { get; } = new Dictionary<StageStep, string>
    {
        [StageStep.Entered] = "enteredStage",
        [StageStep.Left] = "leftStage",
        [StageStep.Stood] = "stoodInStage",
    };

    /// <summary>Whether no filter is set.</summary>
    public bool IsAll => Filter == new ContactFilter() && Arrival is null && History is null;

    /// <summary>Whether the page has a parameter with a name.</summary>
    public static bool IsKnown(string name) => ContactConditions.All.Names.Concat(ArrivalConditions.All.Names).Concat(Steps.Values).Contains(name)
        || name is RangeQuery.Range or RangeQuery.From or RangeQuery.To;

    /// <summary>Reads the parameters of a URL; a value that cannot be read is ignored.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="ranges">Reads ranges of time.</param>
    /// <param name="problems">Receives a sentence for each invalid value.</param>
    public static ContactsQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges, ICollection<string>? problems = null)
    {
        problems ??= [];
        var values = new QueryValues(query, problems);
        var filter = ContactConditions.All.Read(values);
        var range = ranges.Read(query, problems);
        var history = Steps.Where(step => values.Text(step.Value) is not null)
            .Select(step => new StageHistory(values.Text(step.Value)!, step.Key) { From = range?.FromUtc, To = range?.ToUtc }).FirstOrDefault();
        var source = ArrivalConditions.All.Read(values).Source;
        var arrival = history is not null || (range is null && source is null)
            ? null
            : new ContactArrival { From = range?.FromUtc, To = range?.ToUtc, Source = source };
        return new ContactsQuery(filter, arrival, history, range);
    }

    /// <summary>The relative URL of the contacts page with a filter.</summary>
    /// <param name="filter">The filter of contacts.</param>
    /// <param name="source">Their source; see <see cref="ContactArrival.Source"/>.</param>
    /// <param name="history">Their history in a lead stage, without its range.</param>
    /// <param name="range">The range of time.</param>
    public static string AddressOf(ContactFilter filter, string? source = null, StageHistory? history = null, BusinessRange? range = null) => QueryAddress.Of(
        "/contacts",
        [
            .. RangeQuery.ParametersOf(range ?? BusinessRange.AnyTime),
            .. ContactConditions.All.Write(filter),
            .. ArrivalConditions.All.Write(new ContactArrival { Source = source }),
            .. Steps.Select(step => KeyValuePair.Create(step.Value, step.Key == history?.Step ? (object)history.Stage : null)),
        ]);
}
