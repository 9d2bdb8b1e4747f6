namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>The progress of projection and of a rebuild of the read model.</summary>
/// <param name="LastDeliveryId">The log's last delivery.</param>
/// <param name="ProjectedDeliveryId">The last delivery that the current read model includes.</param>
/// <param name="RebuildNumber">The number of the rebuild that made the current read model.</param>
/// <param name="RebuiltDeliveryId">The last delivery that a running rebuild includes; <see langword="null"/> if none runs.</param>
/// <param name="Error">The error that stops projection; <see langword="null"/> if there is none.</param>
/// <param name="RebuildError">The reason why the last rebuild failed; it is tried again. <see langword="null"/> otherwise.</param>
/// <param name="SetAside">The number of steps other than deliveries that could not be projected.</param>
/// <param name="CompressedShare">The share of the log whose bodies have been compressed, 0 to 1; <see langword="null"/> if none are waiting for it.</param>
public sealed record RebuildState(
    long LastDeliveryId, long ProjectedDeliveryId, long RebuildNumber, long? RebuiltDeliveryId, string? Error, string? RebuildError, long SetAside,
    double? CompressedShare);
