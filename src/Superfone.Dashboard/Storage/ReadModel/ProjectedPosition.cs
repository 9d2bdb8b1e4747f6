namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>The position in the log that the committed read model includes.</summary>
/// <param name="DecisionId">The last decision that it includes.</param>
/// <param name="LogEpoch">The epoch of the log from which it was computed.</param>
public readonly record struct ProjectedPosition(long DecisionId, long LogEpoch);
