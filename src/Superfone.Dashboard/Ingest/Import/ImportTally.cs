using System.Diagnostics;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>What became of the bodies of an import so far: numbers of all, and the first of each kind to look at.</summary>
/// <param name="shown">How many of a kind are kept to look at.</param>
public sealed class ImportTally(int shown)
{
    private readonly List<ImportedBody> _problems = [];
    private readonly List<ImportedBody> _kept = [];

    /// <summary>How many there were.</summary>
    public int Count => Accepted + Unrecognised + Duplicates + Quarantined + Refused;

    /// <summary>Documented events.</summary>
    public int Accepted { get; private set; }

    /// <summary>Events of names that are not documented: kept, and changing nothing.</summary>
    public int Unrecognised { get; private set; }

    /// <summary>Repetitions.</summary>
    public int Duplicates { get; private set; }

    /// <summary>What is no event.</summary>
    public int Quarantined { get; private set; }

    /// <summary>What is not kept.</summary>
    public int Refused { get; private set; }

    /// <summary>The first that went to quarantine or are not kept.</summary>
    public IReadOnlyList<ImportedBody> Problems => _problems;

    /// <summary>The first that are kept as events or repetitions.</summary>
    public IReadOnlyList<ImportedBody> Kept => _kept;

    /// <summary>Takes one more.</summary>
    public void Add(ImportedBody body)
    {
        var list = _kept;
        switch (body.Receipt.Status)
        {
            case DeliveryState.Accepted:
                Accepted++;
                break;
            case DeliveryState.Unrecognised:
                Unrecognised++;
                break;
            case DeliveryState.Duplicate:
                Duplicates++;
                break;
            case DeliveryState.Quarantined:
                Quarantined++;
                list = _problems;
                break;
            case null:
                Refused++;
                list = _problems;
                break;
            case DeliveryState.Failed:
                throw new UnreachableException();
        }

        if (list.Count < shown)
            list.Add(body);
    }
}
