using System.Diagnostics;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Import;

/// <summary>The result of an import so far: the counts, and the first bodies to show.</summary>
/// <param name="shown">The maximum number of problems, and of stored bodies, to list.</param>
public sealed class ImportTally(int shown)
{
    private readonly Dictionary<DeliveryState, int> _counts = [];
    private readonly List<ImportedBody> _problems = [];
    private readonly List<ImportedBody> _kept = [];

    /// <summary>The number of bodies.</summary>
    public int Count => _counts.Values.Sum() + Refused;

    /// <summary>The number of documented events.</summary>
    public int Accepted => CountOf(DeliveryState.Accepted);

    /// <summary>The number of events that are not documented: they are stored, but change nothing.</summary>
    public int Unrecognised => CountOf(DeliveryState.Unrecognised);

    /// <summary>The number of repetitions.</summary>
    public int Duplicates => CountOf(DeliveryState.Duplicate);

    /// <summary>The number of bodies that are not events.</summary>
    public int Quarantined => CountOf(DeliveryState.Quarantined);

    /// <summary>The number of bodies that were not stored.</summary>
    public int Refused { get; private set; }

    /// <summary>The first bodies that were quarantined or not stored.</summary>
    public IReadOnlyList<ImportedBody> Problems => _problems;

    /// <summary>The first bodies that were stored as events or repetitions.</summary>
    public IReadOnlyList<ImportedBody> Kept => _kept;

    /// <summary>Counts a body.</summary>
    public void Add(ImportedBody body)
    {
        var list = IsProblem(body.State) ? _problems : _kept;
        if (body.State is { } state)
            _counts[state] = CountOf(state) + 1;
        else
            Refused++;
        if (list.Count < shown)
            list.Add(body);
    }

    private static bool IsProblem(DeliveryState? state) => state switch
    {
        DeliveryState.Accepted or DeliveryState.Unrecognised or DeliveryState.Duplicate => false,
        DeliveryState.Failed => throw new UnreachableException(),
        DeliveryState.Quarantined or null => true,
    };

    private int CountOf(DeliveryState state) => _counts.GetValueOrDefault(state);
}
