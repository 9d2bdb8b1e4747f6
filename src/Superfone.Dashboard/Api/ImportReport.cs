using Superfone.Dashboard.Ingest.Import;

namespace Superfone.Dashboard.Api;

/// <summary>What became of the bodies of an import.</summary>
/// <param name="Accepted">Kept as events, documented or not.</param>
/// <param name="Duplicates">Kept as repetitions.</param>
/// <param name="Quarantined">Kept in quarantine.</param>
/// <param name="Refused">Not kept.</param>
/// <param name="Problems">What is in quarantine or not kept; the first thousand.</param>
public sealed record ImportReport(int Accepted, int Duplicates, int Quarantined, int Refused, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>How many problems are told of.</summary>
    internal const int MostProblems = 1000;

    internal static ImportReport Of(ImportTally tally) => new(
        tally.Accepted + tally.Unrecognised, tally.Duplicates, tally.Quarantined, tally.Refused, [.. tally.Problems.Select(ImportProblem.Of)]);
}

/// <summary>A body that is no event, or that is not kept.</summary>
/// <param name="Number">Its line, from 1; where bodies are not one a line, which one it is.</param>
/// <param name="DeliveryId">Its position in the log; <see langword="null"/> where it is not kept.</param>
/// <param name="Reason">Why: a sentence.</param>
public sealed record ImportProblem(int Number, long? DeliveryId, string Reason)
{
    internal static ImportProblem Of(ImportedBody body) =>
        new(body.Number, body.Receipt.DeliveryId > 0 ? body.Receipt.DeliveryId : null, body.Receipt.Reason!);
}
