using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>What the address of the calls page, or of an export, asks for.</summary>
public sealed record CallQuery
{
    /// <summary>The parameter of the order.</summary>
    public const string SortName = "sort";

    /// <summary>The parameter of the call that is open beside the list.</summary>
    public const string OpenName = "open";

    private CallQuery()
    {
    }

    /// <summary>The parameters that narrow the list, under the API's own names, besides those of <see cref="RangeQuery"/>.</summary>
    public static IReadOnlyList<string> FilterNames { get; } =
    [
        "q", "missed", "direction", "outcome", "disposition", "staffPhone", "contactId", "phone", "account", "label", "hasRecording", "hasSummary", "ivrKey",
    ];

    /// <summary>Which calls.</summary>
    public required CallFilter Filter { get; init; }

    /// <summary>Their span of time; the filter's too.</summary>
    public required BusinessRange Range { get; init; }

    /// <summary>Their order.</summary>
    public required CallSort Sort { get; init; }

    /// <summary>The call that is open beside the list.</summary>
    public required long? Open { get; init; }

    /// <summary>A sentence for each value that could not be read, and for each parameter that there is not; none of them narrows the list.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Whether nothing narrows the list.</summary>
    public bool IsEverything => Filter == new CallFilter();

    /// <summary>Reads an address's parameters.</summary>
    public static CallQuery Read(IReadOnlyDictionary<string, StringValues> query, RangeQuery ranges)
    {
        List<string> problems = [];
        var values = new QueryValues(query, problems);
        var range = ranges.Read(query, problems) ?? BusinessRange.AnyTime;
        var filter = new CallFilter
        {
            From = range.FromUtc,
            To = range.ToUtc,
            Q = values.Words("q"),
            Missed = values.Read<bool>("missed"),
            Direction = values.Read<CallDirection>("direction"),
            Outcome = values.Read<Outcome>("outcome"),
            Disposition = values.Text("disposition"),
            StaffPhone = values.Text("staffPhone"),
            ContactId = values.Read<long>("contactId"),
            Phone = values.Text("phone"),
            Account = values.Text("account"),
            Label = values.Text("label"),
            HasRecording = values.Read<bool>("hasRecording"),
            HasSummary = values.Read<bool>("hasSummary"),
            IvrKey = values.Text("ivrKey"),
        };
        var (sort, open) = (values.Read<CallSort>(SortName) ?? CallSort.Newest, values.Read<long>(OpenName));
        values.RefuseOthers(IsKnown, "calls");
        return new CallQuery { Filter = filter, Range = range, Sort = filter.Q is null ? sort : CallSort.Newest, Open = open, Problems = problems };
    }

    private static bool IsKnown(string name) =>
        FilterNames.Contains(name) || name is SortName or OpenName or RangeQuery.Range or RangeQuery.From or RangeQuery.To;
}
