namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>How much of the log the committed read model includes.</summary>
/// <param name="DecisionId">The last decision that it includes.</param>
/// <param name="LogEpoch">The epoch of the log that it was computed from.</param>
public readonly record struct ProjectedPosition(long DecisionId, long LogEpoch);
