namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>The origin of a delivery that a user imported or replayed.</summary>
/// <param name="By">A user's email or an API token's name.</param>
/// <param name="ReplayOf">The replayed delivery; <see langword="null"/> for an import.</param>
public sealed record ImportSource(string By, long? ReplayOf = null);
