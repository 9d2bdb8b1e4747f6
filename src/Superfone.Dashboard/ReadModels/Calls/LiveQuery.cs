using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The parameters in the URL of the live page.</summary>
/// <param name="Filter">The filter of calls.</param>
/// <param name="IsEvents">Whether all events are shown instead of calls.</param>
public sealed record LiveQuery(CallFilter Filter, bool IsEvents)
{
    private const string ShowName = "show";

    /// <summary>No filter: all calls.</summary>
    public static LiveQuery All { get; } = new(new CallFilter(), false);

    /// <summary>The kind of calls that the filter names.</summary>
    public LiveKind Kind => Filter.Missed == true ? LiveKind.Missed : Filter.Direction switch
    {
        CallDirection.Inbound => LiveKind.Inbound,
        CallDirection.Outbound => LiveKind.Outbound,
        null => LiveKind.All,
    };

    /// <summary>Number of the agent whose calls are shown; <see langword="null"/> for all.</summary>
    public string? StaffPhone => Filter.StaffPhone;

    /// <summary>The Superfone number whose calls are shown; <see langword="null"/> for all.</summary>
    public string? Account => Filter.Account;

    /// <summary>Whether no filter is set.</summary>
    public bool IsEverything => Filter == new CallFilter();

    /// <summary>Reads the parameters of a URL: missed calls or a direction, an agent, an account. Other parameters are ignored.</summary>
    public static LiveQuery Read(IReadOnlyDictionary<string, StringValues> query)
    {
        var values = new QueryValues(query, []);
        var asked = CallConditions.All.Read(values);
        var kind = new LiveQuery(asked, false).Kind;
        return new LiveQuery(FilterOf(kind) with { StaffPhone = asked.StaffPhone, Account = asked.Account }, values.Text(ShowName) == "events");
    }

    /// <summary>The parameters of a URL that shows calls of a kind, for <c>GetUriWithQueryParameters</c>.</summary>
    public static Dictionary<string, object?> ParametersOf(LiveKind kind)
    {
        string[] names = [nameof(CallFilter.Missed), nameof(CallFilter.Direction)];
        return CallConditions.All.Write(FilterOf(kind)).Where(parameter => names.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary();
    }

    /// <summary>Whether an event belongs to the requested account.</summary>
    public bool Passes(EventItem item, PhoneBook phones) => phones.SoughtKey(Account) is not { } sought || sought == phones.KeyOf(item.Delivery.Account);

    private static CallFilter FilterOf(LiveKind kind) => kind switch
    {
        LiveKind.Missed => new CallFilter { Missed = true },
        LiveKind.Inbound => new CallFilter { Direction = CallDirection.Inbound },
        LiveKind.Outbound => new CallFilter { Direction = CallDirection.Outbound },
        LiveKind.All => new CallFilter(),
    };
}

/// <summary>The kinds of calls that the live page offers.</summary>
public enum LiveKind
{
    /// <summary>All calls.</summary>
    All,

    /// <summary>A customer called and nobody talked to them.</summary>
    Missed,

    /// <summary>A customer called.</summary>
    Inbound,

    /// <summary>The business called.</summary>
    Outbound,
}
