namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>The progress of projection.</summary>
/// <param name="LastDeliveryId">The log's last delivery.</param>
/// <param name="ProjectedDeliveryId">The last delivery that the read model includes.</param>
/// <param name="ProjectedDecisionId">The last decision that the read model includes.</param>
/// <param name="RebuildNumber">The number of the rebuild that made the current read model.</param>
/// <param name="RebuiltDeliveryId">The last delivery that a running rebuild includes; <see langword="null"/> if none runs.</param>
/// <param name="Error">The error that stops projection; <see langword="null"/> if there is none.</param>
/// <param name="LogEpoch">The epoch of the log from which the read model is computed.</param>
public sealed record ProjectionStatus(
    long LastDeliveryId, long ProjectedDeliveryId, long ProjectedDecisionId, long RebuildNumber, long? RebuiltDeliveryId, string? Error,
    long LogEpoch = 0)
{
    /// <summary>The reason why the last rebuild failed, which is retried; <see langword="null"/> if it did not fail.</summary>
    public string? RebuildError { get; init; }

    /// <summary>The number of deliveries and other steps (decisions, follow-ups, counts, texts) that failed and were set aside.</summary>
    public long SetAside { get; init; }

    /// <summary>Whether the current read model began empty and does not include the log yet, so that its figures are too small.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Whether the read model is being rebuilt.</summary>
    public bool IsRebuilding => RebuiltDeliveryId is not null;
}
