namespace Superfone.Dashboard.Ingest.Replay;

/// <summary>How far the reading of several deliveries has come, and what came of them.</summary>
/// <param name="Done">How many were read.</param>
/// <param name="Projected">How many are kept again as events, or as repetitions of events.</param>
/// <param name="Recomputing">How many are taken in by computing everything anew.</param>
/// <param name="NotUnderstood">How many still are not understood.</param>
/// <param name="Failure">Why the rest was not read: storage refused; <see langword="null"/> where it did not.</param>
public sealed record ReplayTally(int Done, int Projected, int Recomputing, int NotUnderstood, string? Failure = null)
{
    /// <summary>Nothing was read yet.</summary>
    public static ReplayTally None { get; } = new(0, 0, 0, 0);

    /// <summary>The tally with one more.</summary>
    public ReplayTally With(ReplayResult result) => result.Outcome switch
    {
        ReplayOutcome.Projected or ReplayOutcome.Duplicate => this with { Done = Done + 1, Projected = Projected + 1 },
        ReplayOutcome.Recomputing => this with { Done = Done + 1, Recomputing = Recomputing + 1 },
        ReplayOutcome.NotUnderstood => this with { Done = Done + 1, NotUnderstood = NotUnderstood + 1 },
        ReplayOutcome.NotStored => this with { Failure = result.Reason },
        ReplayOutcome.Already or ReplayOutcome.NotNeeded or ReplayOutcome.Unknown => this with { Done = Done + 1 },
    };
}
