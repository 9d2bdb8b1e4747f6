using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>What the address of the deliveries page asks for, under the API's own names.</summary>
/// <param name="Filter">Which deliveries.</param>
/// <param name="Range">Their span of time; the filter's too.</param>
/// <param name="Problems">A sentence for each value that could not be read; none of them narrows the list.</param>
public sealed record DeliveryQuery(DeliveryFilter Filter, BusinessRange Range, IReadOnlyList<string> Problems)
{
    /// <summary>The states in the order in which they are offered.</summary>
    public static IReadOnlyList<DeliveryState> States { get; } =
        [DeliveryState.Accepted, DeliveryState.Duplicate, DeliveryState.Quarantined, DeliveryState.Failed, DeliveryState.Unrecognised];

    /// <summary>Whether nothing narrows the list.</summary>
    public bool IsEverything => Filter == new DeliveryFilter();

    /// <summary>Whether all that is listed was not understood, and may be read again.</summary>
    public bool IsReplayable => Filter.Status is DeliveryState.Quarantined or DeliveryState.Failed or DeliveryState.Unrecognised
        && Filter is { CdrId: null, ContactId: null };

    /// <summary>Reads an address's parameters.</summary>
    public static DeliveryQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges)
    {
        List<string> problems = [];
        var values = new QueryValues(query, problems);
        var range = ranges.Read(query, problems) ?? BusinessRange.AnyTime;
        var filter = new DeliveryFilter
        {
            Event = values.Text("event"),
            Status = values.Read<DeliveryState>("status"),
            Account = values.Text("account"),
            From = range.FromUtc,
            To = range.ToUtc,
            CdrId = values.Read<long>("cdrId"),
            ContactId = values.Read<long>("contactId"),
            Q = values.Words("q"),
        };
        return new DeliveryQuery(filter, range, problems);
    }
}
