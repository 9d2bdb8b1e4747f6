namespace Superfone.Dashboard.Operations.Guide;

/// <summary>How far an installation is set up.</summary>
public sealed record SetupProgress
{
    /// <summary>The steps that are done, whoever did them wherever.</summary>
    public required IReadOnlySet<SetupStep> Done { get; init; }

    /// <summary>The steps that somebody has left for later.</summary>
    public required IReadOnlySet<SetupStep> Postponed { get; init; }

    /// <summary>The time at which Superfone first posted each event, UTC.</summary>
    public required IReadOnlyDictionary<string, DateTime> Arrivals { get; init; }

    /// <summary>The step to take now: the first that is neither done nor left for later; <see langword="null"/> after the last.</summary>
    public SetupStep? Next => Enum.GetValues<SetupStep>().Where(step => !Done.Contains(step) && !Postponed.Contains(step)).Select(step => (SetupStep?)step).FirstOrDefault();
}
