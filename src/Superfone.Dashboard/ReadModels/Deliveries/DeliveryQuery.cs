using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>The parameters in the URL of the deliveries page, under the API's names.</summary>
/// <param name="Filter">The filter of deliveries.</param>
/// <param name="Range">The range of time, which the filter includes.</param>
/// <param name="Problems">A sentence for each value that could not be read; these are ignored.</param>
public sealed record DeliveryQuery(DeliveryFilter Filter, BusinessRange Range, IReadOnlyList<string> Problems)
{
    /// <summary>The states in the order in which they are offered.</summary>
    public static IReadOnlyList<DeliveryState> States { get; } =
        [DeliveryState.Accepted, DeliveryState.Duplicate, DeliveryState.Quarantined, DeliveryState.Failed, DeliveryState.Unrecognised];

    /// <summary>Whether no filter is set.</summary>
    public bool IsEverything => Filter == new DeliveryFilter();

    /// <summary>Whether all listed deliveries were not understood, so that they may be replayed.</summary>
    public bool IsReplayable => Filter.Status is DeliveryState.Quarantined or DeliveryState.Failed or DeliveryState.Unrecognised
        && Filter is { CdrId: null, ContactId: null };

    /// <summary>Reads the parameters of a URL.</summary>
    public static DeliveryQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges)
    {
        List<string> problems = [];
        var values = new QueryValues(query, problems);
        var range = ranges.Read(query, problems) ?? BusinessRange.AnyTime;
        var filter = DeliveryConditions.All.Read(values) with { From = range.FromUtc, To = range.ToUtc };
        return new DeliveryQuery(filter, range, problems);
    }

    /// <summary>The relative URL of the deliveries page with a filter.</summary>
    public static string AddressOf(DeliveryFilter filter) => QueryAddress.Of("/deliveries", DeliveryConditions.All.Write(filter));
}
