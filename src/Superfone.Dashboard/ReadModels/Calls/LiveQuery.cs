using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>What the live page's address asks for.</summary>
/// <param name="Kind">Which calls.</param>
/// <param name="StaffPhone">Number of who handled them; <see langword="null"/> for everybody.</param>
/// <param name="Account">The Superfone number that they went through; <see langword="null"/> for all.</param>
/// <param name="IsEvents">Whether every event is shown instead of calls.</param>
public sealed record LiveQuery(LiveKind Kind, string? StaffPhone, string? Account, bool IsEvents)
{
    /// <summary>Reads the parameters of the address; what means nothing narrows nothing.</summary>
    public static LiveQuery Read(string? missed, string? direction, string? staffPhone, string? account, string? show) => new(
        (missed, direction) switch
        {
            ("true", _) => LiveKind.Missed,
            (_, "inbound") => LiveKind.Inbound,
            (_, "outbound") => LiveKind.Outbound,
            _ => LiveKind.All,
        },
        Texts.Filled(staffPhone),
        Texts.Filled(account),
        show == "events");

    /// <summary>Whether nothing narrows the calls.</summary>
    public bool IsEverything => Kind == LiveKind.All && StaffPhone is null && Account is null;

    /// <summary>Which calls.</summary>
    public CallFilter Filter => new()
    {
        Missed = Kind == LiveKind.Missed ? true : null,
        Direction = Kind switch
        {
            LiveKind.Inbound => CallDirection.Inbound,
            LiveKind.Outbound => CallDirection.Outbound,
            LiveKind.All or LiveKind.Missed => null,
        },
        StaffPhone = StaffPhone,
        Account = Account,
    };

    /// <summary>The parameters of an address that shows calls of a kind.</summary>
    public static Dictionary<string, object?> ParametersOf(LiveKind kind) => new()
    {
        ["missed"] = kind == LiveKind.Missed ? "true" : null,
        ["direction"] = kind is LiveKind.Inbound ? "inbound" : kind is LiveKind.Outbound ? "outbound" : null,
    };

    /// <summary>Whether an event went through the Superfone number that is asked for.</summary>
    public bool Passes(EventItem item, PhoneBook phones) => phones.SoughtKey(Account) is not { } sought || sought == phones.KeyOf(item.Delivery.Account);
}

/// <summary>Kinds of calls that the live page can be narrowed to by one click.</summary>
public enum LiveKind
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>A customer called and nobody talked to them.</summary>
    Missed,

    /// <summary>A customer called.</summary>
    Inbound,

    /// <summary>The business called.</summary>
    Outbound,
}
