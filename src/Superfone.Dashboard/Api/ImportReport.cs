using Superfone.Dashboard.Ingest.Import;

namespace Superfone.Dashboard.Api;

/// <summary>The result of an import.</summary>
/// <param name="Accepted">The number of bodies stored as events, documented or not.</param>
/// <param name="Duplicates">The number of bodies stored as duplicates.</param>
/// <param name="Quarantined">The number of bodies stored in quarantine.</param>
/// <param name="Refused">The number of bodies that were not stored.</param>
/// <param name="Problems">The bodies in quarantine or not stored; the first thousand.</param>
public sealed record ImportReport(int Accepted, int Duplicates, int Quarantined, int Refused, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>The maximum number of problems in a report.</summary>
    internal const int MostProblems = 1000;

    internal static ImportReport Of(ImportTally tally) => new(
        tally.Accepted + tally.Unrecognised, tally.Duplicates, tally.Quarantined, tally.Refused, [.. tally.Problems.Select(ImportProblem.Of)]);
}

/// <summary>A body that is not an event or was not stored.</summary>
/// <param name="Number">Its line, from 1; its ordinal number if the text is not one body per line.</param>
/// <param name="DeliveryId">Its position in the log; <see langword="null"/> if it was not stored.</param>
/// <param name="Reason">The reason, as a sentence.</param>
public sealed record ImportProblem(int Number, long? DeliveryId, string Reason)
{
    internal static ImportProblem Of(ImportedBody body) =>
        new(body.Number, body.DeliveryId > 0 ? body.DeliveryId : null, body.Reason!);
}
