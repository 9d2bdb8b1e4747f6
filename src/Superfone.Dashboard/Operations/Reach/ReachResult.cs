namespace Superfone.Dashboard.Operations.Reach;

/// <summary>The result of a check of the public URL.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="Address">The public URL; <see langword="null"/> if there is none.</param>
/// <param name="AtUtc">The time of the check, UTC.</param>
public sealed record ReachResult(ReachOutcome Outcome, Uri? Address, DateTime AtUtc)
{
    /// <summary>
    /// What was seen, for the sentence that says so: the IP address, also that of a proxy, the HTTP status, the address of a redirect, or the names or the end of a
    /// certificate; <see langword="null"/> if there is nothing to add.
    /// </summary>
    public string? Seen { get; init; }

    /// <summary>Whether Superfone's posts would arrive, as far as can be told from here.</summary>
    public bool IsGood => Outcome == ReachOutcome.Works;
}
