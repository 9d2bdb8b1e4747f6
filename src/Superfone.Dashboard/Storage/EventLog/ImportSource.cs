namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>The origin of a delivery that a user imported or replayed.</summary>
/// <param name="By">A user's email or an API token's name.</param>
/// <param name="ReplayOf">The replayed delivery; <see langword="null"/> for an import.</param>
public sealed record ImportSource(string By, long? ReplayOf = null)
{
    /// <summary>The time at which it was first received, UTC; <see langword="null"/> for the time of the import.</summary>
    public DateTime? ReceivedUtc { get; init; }

    /// <summary>
    /// If set, the delivery is stored only if the log lacks it, and then in any case: importing a file again adds nothing.
    /// <see langword="null"/> to store it, perhaps as a duplicate.
    /// </summary>
    public MissingDelivery? IfMissing { get; init; }
}

/// <summary>How to tell whether the log lacks a delivery of an imported file.</summary>
/// <param name="Changes">The changes of the file before it, which a change must come after.</param>
/// <param name="Occurrence">For other events: how many of the same JSON, in the same state and without duplicates, the log must have, from 1.</param>
public sealed record MissingDelivery(ImportedChanges Changes, int Occurrence = 1);
