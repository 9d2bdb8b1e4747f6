using System.Diagnostics;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>The results of an import so far: counts, and the first bodies of each list.</summary>
/// <param name="shown">The maximum length of each list.</param>
public sealed class ImportTally(int shown)
{
    private readonly List<ImportedBody> _problems = [];
    private readonly List<ImportedBody> _kept = [];

    /// <summary>Number of all bodies.</summary>
    public int Count => Accepted + Unrecognised + Duplicates + Quarantined + Refused;

    /// <summary>Documented events.</summary>
    public int Accepted { get; private set; }

    /// <summary>Events whose names are not documented; they are stored and not projected.</summary>
    public int Unrecognised { get; private set; }

    /// <summary>Duplicates.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Bodies in quarantine.</summary>
    public int Quarantined { get; private set; }

    /// <summary>Bodies that were not stored.</summary>
    public int Refused { get; private set; }

    /// <summary>The first bodies that are in quarantine or were not stored.</summary>
    public IReadOnlyList<ImportedBody> Problems => _problems;

    /// <summary>The first bodies that are stored as events or duplicates.</summary>
    public IReadOnlyList<ImportedBody> Kept => _kept;

    /// <summary>Adds a result.</summary>
    public void Add(ImportedBody body)
    {
        var list = _kept;
        switch (body.State)
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
