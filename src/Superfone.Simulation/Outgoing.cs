namespace Superfone.Simulation;

/// <summary>One body on its way to a webhook.</summary>
/// <param name="AtUtc">When it is to be sent, UTC.</param>
/// <param name="Body">The body.</param>
/// <param name="EventName">The event's name that it bears; <see langword="null"/> for none.</param>
/// <param name="Lane">What bears the same number must stay in order.</param>
public sealed record Outgoing(DateTime AtUtc, byte[] Body, string? EventName, int Lane);
