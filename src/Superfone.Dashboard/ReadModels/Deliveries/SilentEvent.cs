namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>A documented event that has never arrived, or has stopped arriving.</summary>
/// <param name="Event">Its wire name.</param>
/// <param name="LastUtc">The time at which it last arrived, UTC; <see langword="null"/> if it never did.</param>
/// <param name="CallsSince">The number of calls since then that should have caused one; at most 1,000.</param>
public sealed record SilentEvent(string Event, DateTime? LastUtc, int CallsSince);
