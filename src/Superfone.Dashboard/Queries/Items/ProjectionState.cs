namespace Superfone.Dashboard.Queries.Items;

/// <summary>How far the log of deliveries is taken into what people see.</summary>
/// <param name="LastDeliveryId">The log's last delivery.</param>
/// <param name="ProjectedDeliveryId">The last delivery that is taken in.</param>
/// <param name="Rebuilding">Whether everything is being computed anew.</param>
/// <param name="RebuiltDeliveryId">While rebuilding, the last delivery that is taken in anew.</param>
public sealed record ProjectionState(long LastDeliveryId, long ProjectedDeliveryId, bool Rebuilding, long? RebuiltDeliveryId);
