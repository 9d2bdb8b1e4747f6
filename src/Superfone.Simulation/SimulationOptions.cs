using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>The simulated business, or businesses, and their traffic. The same options give the same traffic, byte for byte.</summary>
public sealed record SimulationOptions
{
    /// <summary>The most businesses that can be simulated.</summary>
    public const int MostBusinesses = 1000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(3);

    /// <summary>The seed of all random choices.</summary>
    public required int Seed { get; init; }

    /// <summary>The time at which the history ends and live traffic begins, UTC; usually now.</summary>
    public required DateTime StartUtc { get; init; }

    /// <summary>The length of the history before the start.</summary>
    public TimeSpan History { get; init; }

    /// <summary>The length of live traffic; <see langword="null"/> for no end.</summary>
    public TimeSpan? Live { get; init; }

    /// <summary>The number of calls on a weekday of the history.</summary>
    public int CallsPerDay { get; init; } = 120;

    /// <summary>The number of calls per minute in live traffic, at any hour.</summary>
    public double CallsPerMinute { get; init; } = 4;

    /// <summary>How many times faster than in the history people return calls and end tasks in live traffic, so that more happens.</summary>
    public double ReactionSpeed { get; init; } = 1;

    /// <summary>The number of businesses, 1 to <see cref="MostBusinesses"/>. Each has as many calls; those after the first have numbers of their own.</summary>
    public int Businesses { get; init; } = 1;

    /// <summary>The business's name.</summary>
    public string OrganizationName { get; init; } = "Kaveri Home Interiors";

    /// <summary>The business's Superfone numbers, at least one.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = ["+918000099999"];

    /// <summary>The prefix of customers' numbers; five digits follow.</summary>
    public string CustomerPrefix { get; init; } = "+9180000";

    /// <summary>The prefix of agents' numbers; two digits follow.</summary>
    public string StaffPrefix { get; init; } = "+9190000000";

    /// <summary>The id of the first agent.</summary>
    public long FirstUserId { get; init; } = 671;

    /// <summary>The first id of anything else; <see langword="null"/> for a range that depends on the seed.</summary>
    public long? FirstId { get; init; }

    /// <summary>The prefix of calls' UUIDs.</summary>
    public string UuidPrefix { get; init; } = "";

    /// <summary>The address of the recordings; <see langword="null"/> for calls without recordings.</summary>
    public Uri? Recordings { get; init; }

    /// <summary>
    /// The share of answered calls that are recorded, among those more than a day before the start; all later ones are recorded.
    /// </summary>
    public double OldRecordedShare { get; init; } = 1;

    /// <summary>
    /// Whether call events carry <c>cdr_uuid</c>, which the reference does not document. Summaries then find their call without a recording.
    /// </summary>
    public bool NamesUuids { get; init; }

    /// <summary>Events that are not sent, as if their automation were switched off.</summary>
    public IReadOnlySet<EventKind> Silent { get; init; } = new HashSet<EventKind>();

    /// <summary>The share of deliveries that are sent twice.</summary>
    public double Duplicates { get; init; }

    /// <summary>The share of deliveries that are sent after later ones.</summary>
    public double Disorder { get; init; }

    /// <summary>The number of bodies that are not events, as a share of all events.</summary>
    public double Malformed { get; init; }

    /// <summary>The number of undocumented events, as a share of all events.</summary>
    public double Unknown { get; init; }

    /// <summary>The earliest time of an event, UTC.</summary>
    public DateTime BeginUtc => StartUtc - History;

    /// <summary>
    /// The time from which calls arrive at the live rate, UTC: a few minutes before the start, so that some of them end just then.
    /// </summary>
    public DateTime LiveFromUtc => Live == TimeSpan.Zero ? StartUtc : StartUtc - WarmUp;

    /// <summary>The latest time of an event, UTC.</summary>
    public DateTime EndUtc => Live is { } live ? StartUtc + live : DateTime.MaxValue;
}
