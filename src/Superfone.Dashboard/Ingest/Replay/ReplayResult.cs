using System.Text.Json.Serialization;

namespace Superfone.Dashboard.Ingest.Replay;

/// <summary>The result of reading a delivery again.</summary>
public sealed record ReplayResult
{
    private ReplayResult(ReplayOutcome outcome) => Outcome = outcome;

    /// <summary>What came of it.</summary>
    public ReplayOutcome Outcome { get; }

    /// <summary>The delivery that it is kept as; <see langword="null"/> where nothing new is kept.</summary>
    public long? KeptAs { get; private init; }

    /// <summary>Why it is still not understood, or could not be kept: a sentence.</summary>
    public string? Reason { get; private init; }

    /// <summary>The log has no such delivery.</summary>
    public static ReplayResult Unknown { get; } = new(ReplayOutcome.Unknown);

    /// <summary>It is understood already: another reading changes nothing, or repeats what happened once.</summary>
    public static ReplayResult NotNeeded { get; } = new(ReplayOutcome.NotNeeded);

    /// <summary>It is understood now and is taken in where it stands in the log; for that, all that people see is computed anew.</summary>
    public static ReplayResult Recomputing { get; } = new(ReplayOutcome.Recomputing);

    /// <summary>It is understood now, and kept again as an event.</summary>
    public static ReplayResult Projected(long keptAs) => new(ReplayOutcome.Projected) { KeptAs = keptAs };

    /// <summary>It is understood now, and repeats an event that is kept.</summary>
    public static ReplayResult Duplicate(long keptAs) => new(ReplayOutcome.Duplicate) { KeptAs = keptAs };

    /// <summary>It was read again before.</summary>
    public static ReplayResult Already(long keptAs) => new(ReplayOutcome.Already) { KeptAs = keptAs };

    /// <summary>It still is not understood; nothing was kept.</summary>
    public static ReplayResult NotUnderstood(string reason) => new(ReplayOutcome.NotUnderstood) { Reason = reason };

    /// <summary>Storage did not take it; nothing was kept.</summary>
    public static ReplayResult NotStored(string reason) => new(ReplayOutcome.NotStored) { Reason = reason };
}

/// <summary>The result of reading a delivery again.</summary>
public enum ReplayOutcome
{
    /// <summary>Kept again as an event. The API says <c>takenIn</c>.</summary>
    [JsonStringEnumMemberName("takenIn")]
    Projected,

    /// <summary>Kept again as a repetition of an event.</summary>
    Duplicate,

    /// <summary>Taken in where it stands, by computing everything anew.</summary>
    Recomputing,

    /// <summary>Still not understood.</summary>
    NotUnderstood,

    /// <summary>Read again before.</summary>
    Already,

    /// <summary>Understood from the beginning.</summary>
    NotNeeded,

    /// <summary>Not kept, because storage refused.</summary>
    NotStored,

    /// <summary>Not in the log.</summary>
    Unknown,
}
