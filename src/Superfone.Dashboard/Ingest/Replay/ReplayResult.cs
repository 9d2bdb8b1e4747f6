using System.Text.Json.Serialization;

namespace Superfone.Dashboard.Ingest.Replay;

/// <summary>The result of replaying a delivery.</summary>
public sealed record ReplayResult
{
    private ReplayResult(ReplayOutcome outcome) => Outcome = outcome;

    /// <summary>The outcome.</summary>
    public ReplayOutcome Outcome { get; }

    /// <summary>The new delivery; <see langword="null"/> if none was stored.</summary>
    public long? KeptAs { get; private init; }

    /// <summary>The reason why it is still not understood, or could not be stored: a sentence.</summary>
    public string? Reason { get; private init; }

    /// <summary>There is no such delivery.</summary>
    public static ReplayResult Unknown { get; } = new(ReplayOutcome.Unknown);

    /// <summary>It was understood before. A replay would change nothing, or apply an event twice.</summary>
    public static ReplayResult NotNeeded { get; } = new(ReplayOutcome.NotNeeded);

    /// <summary>It is understood now. A rebuild of the read model projects it at its position in the log.</summary>
    public static ReplayResult Recomputing { get; } = new(ReplayOutcome.Recomputing);

    /// <summary>It is understood now and stored again as an event.</summary>
    public static ReplayResult Projected(long keptAs) => new(ReplayOutcome.Projected) { KeptAs = keptAs };

    /// <summary>It is understood now and stored as a duplicate of an event.</summary>
    public static ReplayResult Duplicate(long keptAs) => new(ReplayOutcome.Duplicate) { KeptAs = keptAs };

    /// <summary>It was replayed before.</summary>
    public static ReplayResult Already(long keptAs) => new(ReplayOutcome.Already) { KeptAs = keptAs };

    /// <summary>It is still not understood; nothing was stored.</summary>
    public static ReplayResult NotUnderstood(string reason) => new(ReplayOutcome.NotUnderstood) { Reason = reason };

    /// <summary>Storage failed; nothing was stored.</summary>
    public static ReplayResult NotStored(string reason) => new(ReplayOutcome.NotStored) { Reason = reason };
}

/// <summary>The result of replaying a delivery.</summary>
public enum ReplayOutcome
{
    /// <summary>Stored again as an event. The API says <c>takenIn</c>.</summary>
    [JsonStringEnumMemberName("takenIn")]
    Projected,

    /// <summary>Stored again as a duplicate of an event.</summary>
    Duplicate,

    /// <summary>Projected at its position in the log by a rebuild of the read model.</summary>
    Recomputing,

    /// <summary>Still not understood.</summary>
    NotUnderstood,

    /// <summary>Replayed before.</summary>
    Already,

    /// <summary>It was understood when it was received.</summary>
    NotNeeded,

    /// <summary>Not stored, because storage failed.</summary>
    NotStored,

    /// <summary>Not in the log.</summary>
    Unknown,
}
