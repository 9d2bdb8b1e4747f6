using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>Which business is played, and how. The same options give the same traffic, byte for byte.</summary>
public sealed record SimulationOptions
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(3);

    /// <summary>Whatever is left to chance follows from it.</summary>
    public required int Seed { get; init; }

    /// <summary>Where history ends and live traffic begins, UTC: now, mostly.</summary>
    public required DateTime StartUtc { get; init; }

    /// <summary>How much history comes before the start.</summary>
    public TimeSpan History { get; init; }

    /// <summary>How long traffic goes on after the start; <see langword="null"/> for ever.</summary>
    public TimeSpan? Live { get; init; }

    /// <summary>Calls on a weekday of the history.</summary>
    public int CallsPerDay { get; init; } = 120;

    /// <summary>Calls in a minute of live traffic, at any hour.</summary>
    public double CallsPerMinute { get; init; } = 4;

    /// <summary>How much faster than the clock the business's people act after the start, so that there is something to see.</summary>
    public double Haste { get; init; } = 1;

    /// <summary>The business's name.</summary>
    public string OrganizationName { get; init; } = "Kaveri Home Interiors";

    /// <summary>The business's Superfone numbers, at least one.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = ["+918000099999"];

    /// <summary>Customers' numbers begin with it; five digits follow.</summary>
    public string CustomerPrefix { get; init; } = "+9180000";

    /// <summary>Agents' numbers begin with it; two digits follow.</summary>
    public string StaffPrefix { get; init; } = "+9190000000";

    /// <summary>Ids count up from here; <see langword="null"/> for a range of the seed's own.</summary>
    public long? FirstId { get; init; }

    /// <summary>Calls' UUIDs begin with it.</summary>
    public string UuidPrefix { get; init; } = "";

    /// <summary>Where recordings can be fetched; <see langword="null"/> for calls without recordings.</summary>
    public Uri? Recordings { get; init; }

    /// <summary>Which share of the answered calls that lie more than a day before the start is recorded; later ones all are.</summary>
    public double OldRecordedShare { get; init; } = 1;

    /// <summary>
    /// Whether call events name their <c>cdr_uuid</c>, which the reference does not document: for summaries without recordings.
    /// </summary>
    public bool NamesUuids { get; init; }

    /// <summary>Events that are not sent, as if their automations were off.</summary>
    public IReadOnlySet<EventKind> Silent { get; init; } = new HashSet<EventKind>();

    /// <summary>Share of deliveries that are sent twice.</summary>
    public double Duplicates { get; init; }

    /// <summary>Share of deliveries that are held back and come after later ones.</summary>
    public double Disorder { get; init; }

    /// <summary>Bodies that are no events, as a share of all events.</summary>
    public double Malformed { get; init; }

    /// <summary>Events of names that the reference does not know, as a share of all events.</summary>
    public double Unknown { get; init; }

    /// <summary>When the first event may happen, UTC.</summary>
    public DateTime BeginUtc => StartUtc - History;

    /// <summary>
    /// When calls begin to come at the live pace, UTC: a few minutes before the start, so that some of them are just ending then.
    /// </summary>
    public DateTime LiveFromUtc => Live == TimeSpan.Zero ? StartUtc : StartUtc - WarmUp;

    /// <summary>When the last one may, UTC.</summary>
    public DateTime EndUtc => Live is { } live ? StartUtc + live : DateTime.MaxValue;
}
