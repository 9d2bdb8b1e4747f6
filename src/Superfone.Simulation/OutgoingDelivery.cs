namespace Superfone.Simulation;

/// <summary>A delivery to be sent.</summary>
/// <param name="AtUtc">The time at which it is due, UTC.</param>
/// <param name="Body">The body.</param>
/// <param name="EventName">The name of the event in the body; <see langword="null"/> for none.</param>
/// <param name="Partition">Deliveries with the same number stay in order.</param>
public sealed record OutgoingDelivery(DateTime AtUtc, byte[] Body, string? EventName, int Partition);
