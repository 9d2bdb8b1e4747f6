using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Destinations.Editing;

/// <summary>What a destination is to be. It comes from outside: <see cref="DestinationRules"/> checks it.</summary>
public sealed record DestinationDraft
{
    /// <summary>Its name; <see langword="null"/> to keep it.</summary>
    public string? Name { get; init; }

    /// <summary>Where events are posted to; <see langword="null"/> to keep it.</summary>
    public string? Url { get; init; }

    /// <summary>In which form; <see langword="null"/> to keep it, <see cref="DestinationForm.Raw"/> at first.</summary>
    public DestinationForm? Form { get; init; }

    /// <summary>The wire names of the events; empty for all; <see langword="null"/> to keep them, all at first.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>The Superfone numbers in any written form; empty for all; <see langword="null"/> to keep them, all at first.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>What the events are about; <see langword="null"/> to keep it, anything at first.</summary>
    public ItemConditions? Filter { get; init; }

    /// <summary>Whether events are passed on; <see langword="null"/> to keep it, and at first they are.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>What is wrong with a draft.</summary>
public enum DraftProblem
{
    /// <summary>The name is blank, too long, or has control characters.</summary>
    Name,

    /// <summary>The URL is not one, is too long, or contains a user name.</summary>
    Url,

    /// <summary>The URL is not an https address.</summary>
    NotSecure,

    /// <summary>An event does not exist.</summary>
    Events,

    /// <summary>A Superfone number is not a number.</summary>
    Accounts,

    /// <summary>The agent's number is not a number.</summary>
    StaffPhone,

    /// <summary>The label is blank, too long, or has control characters.</summary>
    Label,

    /// <summary>There are as many destinations as may be.</summary>
    TooMany,

    /// <summary>Somebody else made another secret at the same time.</summary>
    OtherSecret,
}
