namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>How far the log of deliveries is projected.</summary>
/// <param name="LastDeliveryId">The log's last delivery.</param>
/// <param name="ProjectedDeliveryId">The last delivery that was projected.</param>
/// <param name="Rebuilding">Whether the read model is being rebuilt.</param>
/// <param name="RebuiltDeliveryId">During a rebuild, the last delivery that was projected again.</param>
/// <param name="Error">What stops projection; null while nothing does.</param>
/// <param name="RebuildError">Why the last rebuild failed; it is tried again. Null otherwise.</param>
/// <param name="SetAside">What else could not be projected, at most 100 items.</param>
public sealed record ProjectionState(
    long LastDeliveryId, long ProjectedDeliveryId, bool Rebuilding, long? RebuiltDeliveryId, string? Error, string? RebuildError,
    IReadOnlyList<SetAsideItem> SetAside);

/// <summary>Something other than a delivery that could not be projected.</summary>
/// <param name="Step">What was done: <c>decision</c>, <c>followUp</c>, <c>rollup</c>, <c>contact</c> or <c>call</c>.</param>
/// <param name="Subject">What it was about.</param>
/// <param name="Error">Why it failed.</param>
public sealed record SetAsideItem(string Step, string Subject, string Error);
