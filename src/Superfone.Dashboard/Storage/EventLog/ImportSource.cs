namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>The origin of a delivery that a user imported or replayed.</summary>
/// <param name="By">A user's email or an API token's name.</param>
/// <param name="ReplayOf">The replayed delivery; <see langword="null"/> for an import.</param>
public sealed record ImportSource(string By, long? ReplayOf = null)
{
    /// <summary>The time at which it was first received, UTC; <see langword="null"/> for the time of the import.</summary>
    public DateTime? ReceivedUtc { get; init; }

    /// <summary>
    /// Which occurrence of the same JSON in the imported file it is, from 1. It is stored only if the log has fewer than that many, duplicates
    /// not counted, so that importing a file again adds nothing. <see langword="null"/> to store it in any case.
    /// </summary>
    public int? Occurrence { get; init; }
}
