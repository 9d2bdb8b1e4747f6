namespace Superfone.Dashboard.Ingest.Import;

/// <summary>That a person, and not Superfone, brings a delivery.</summary>
/// <param name="By">A user's email or an API token's name.</param>
/// <param name="ReplayOf">The delivery that is read again; <see langword="null"/> for an import.</param>
public sealed record ImportSource(string By, long? ReplayOf = null);
