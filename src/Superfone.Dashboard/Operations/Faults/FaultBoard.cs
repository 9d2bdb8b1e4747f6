using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Operations.Faults;

/// <summary>What hinders the application now, for the pages that are open.</summary>
public sealed class FaultBoard : IDisposable
{
    private readonly StorageFaults _faults;
    private readonly ProjectionProgress _projection;
    private (bool IsComputing, int Percent) _shown;

    /// <summary>Creates it.</summary>
    public FaultBoard(StorageFaults faults, ProjectionProgress projection)
    {
        (_faults, _projection) = (faults, projection);
        faults.Changed += Announce;
    }

    /// <summary>Raised, on any thread, when it has changed.</summary>
    public event Action? Changed;

    /// <summary>What does not work, the worst first.</summary>
    public IReadOnlyList<FaultItem> Faults => [.. _faults.Now.Select(FaultItem.Of)];

    /// <summary>Whether the read model is still being computed, so that every figure would be too small.</summary>
    public bool IsComputing => _projection.Status.IsIncomplete;

    /// <summary>How much of it is computed: 0 to 100.</summary>
    public int ComputedPercent => _projection.Status is { LastDeliveryId: > 0 } status
        ? (int)(100 * Math.Min(status.RebuiltDeliveryId ?? status.ProjectedDeliveryId, status.LastDeliveryId) / status.LastDeliveryId)
        : 0;

    /// <inheritdoc/>
    public void Dispose() => _faults.Changed -= Announce;

    /// <summary>Looks how far the read model is. Projection does not announce it.</summary>
    internal void LookAgain()
    {
        var now = IsComputing ? (true, ComputedPercent) : (false, 0);
        if (now == _shown)
            return;
        _shown = now;
        Announce();
    }

    private void Announce() => Changed?.Invoke();
}

/// <summary>Something that does not work now.</summary>
/// <param name="Part">What: a <c>StoragePart</c>.</param>
/// <param name="Cause">Why: a <c>StorageCause</c>.</param>
/// <param name="IsMending">Whether nothing need be done about it.</param>
public sealed record FaultItem(string Part, string Cause, bool IsMending)
{
    /// <summary>Of something that those who try have reported.</summary>
    internal static FaultItem Of(StorageFault fault) => new($"{fault.Part}", $"{fault.Cause}", fault.IsMending);
}
