namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>The progress of projection.</summary>
/// <param name="LastDeliveryId">The log's last delivery.</param>
/// <param name="ProjectedDeliveryId">The last delivery that was projected.</param>
/// <param name="Rebuilding">Whether the read model is being rebuilt.</param>
/// <param name="RebuiltDeliveryId">During a rebuild, the last delivery that was projected again.</param>
/// <param name="Error">The error that stops projection; null if there is none.</param>
/// <param name="RebuildError">The reason why the last rebuild failed; it is tried again. Null otherwise.</param>
/// <param name="SetAside">Everything else that could not be projected, at most 100 items.</param>
public sealed record ProjectionState(
    long LastDeliveryId, long ProjectedDeliveryId, bool Rebuilding, long? RebuiltDeliveryId, string? Error, string? RebuildError,
    IReadOnlyList<SetAsideItem> SetAside);

/// <summary>A step other than a delivery that could not be projected.</summary>
/// <param name="Step">The step: <c>decision</c>, <c>followUp</c>, <c>rollup</c>, <c>contact</c> or <c>call</c>.</param>
/// <param name="Subject">The subject of the step.</param>
/// <param name="Error">The error.</param>
public sealed record SetAsideItem(string Step, string Subject, string Error);
