namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>A documented event that has never arrived, or has stopped arriving.</summary>
/// <param name="Event">Its name on the wire.</param>
/// <param name="LastUtc">When it last arrived, UTC; <see langword="null"/> if it never did.</param>
/// <param name="CallsSince">Number of calls since then that should have brought one; at most 1,000.</param>
public sealed record SilentEvent(string Event, DateTime? LastUtc, int CallsSince);
