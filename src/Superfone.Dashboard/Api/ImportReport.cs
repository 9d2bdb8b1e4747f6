using Superfone.Dashboard.Deliveries;

namespace Superfone.Dashboard.Api;

/// <summary>What became of the bodies of an import.</summary>
public sealed record ImportReport
{
    private const int MostProblems = 1000;

    private readonly List<ImportProblem> _problems = [];

    /// <summary>Kept as events, documented or not.</summary>
    public int Accepted { get; private set; }

    /// <summary>Kept as repetitions.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Kept in quarantine.</summary>
    public int Quarantined { get; private set; }

    /// <summary>Not kept.</summary>
    public int Refused { get; private set; }

    /// <summary>What is in quarantine or not kept; the first thousand.</summary>
    public IReadOnlyList<ImportProblem> Problems => _problems;

    internal void Add(ImportedBody body)
    {
        var receipt = body.Receipt;
        switch (receipt.Status)
        {
            case ReceiptStatus.Accepted:
                Accepted++;
                return;
            case ReceiptStatus.Duplicate:
                Duplicates++;
                return;
            case ReceiptStatus.Quarantined:
                Quarantined++;
                break;
            default:
                Refused++;
                break;
        }

        if (_problems.Count < MostProblems)
            _problems.Add(new ImportProblem(body.Number, receipt.DeliveryId > 0 ? receipt.DeliveryId : null, receipt.Reason!));
    }
}

/// <summary>A body that is no event, or that is not kept.</summary>
/// <param name="Number">Its line, from 1; where bodies are not one a line, which one it is.</param>
/// <param name="DeliveryId">Its position in the log; <see langword="null"/> where it is not kept.</param>
/// <param name="Reason">Why: a sentence.</param>
public sealed record ImportProblem(int Number, long? DeliveryId, string Reason);
