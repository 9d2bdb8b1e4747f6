namespace Superfone.Dashboard.Ingest.Replay;

/// <summary>The progress and the results of replaying several deliveries.</summary>
/// <param name="Done">Number of replayed deliveries.</param>
/// <param name="Projected">Number of those that are stored again as events or duplicates.</param>
/// <param name="Recomputing">Number of those that a rebuild of the read model projects.</param>
/// <param name="NotUnderstood">Number of those that are still not understood.</param>
/// <param name="Failure">The storage error that ended the replay; <see langword="null"/> if there was none.</param>
public sealed record ReplayTally(int Done, int Projected, int Recomputing, int NotUnderstood, string? Failure = null)
{
    /// <summary>Nothing has been replayed.</summary>
    public static ReplayTally None { get; } = new(0, 0, 0, 0);

    /// <summary>Adds a result.</summary>
    public ReplayTally With(ReplayResult result) => result.Outcome switch
    {
        ReplayOutcome.Projected or ReplayOutcome.Duplicate => this with { Done = Done + 1, Projected = Projected + 1 },
        ReplayOutcome.Recomputing => this with { Done = Done + 1, Recomputing = Recomputing + 1 },
        ReplayOutcome.NotUnderstood => this with { Done = Done + 1, NotUnderstood = NotUnderstood + 1 },
        ReplayOutcome.NotStored => this with { Failure = result.Reason },
        ReplayOutcome.Already or ReplayOutcome.NotNeeded or ReplayOutcome.Unknown => this with { Done = Done + 1 },
    };
}
