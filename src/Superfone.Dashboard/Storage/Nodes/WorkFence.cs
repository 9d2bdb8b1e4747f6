namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>
/// The lease under which a piece of work runs that one node does at a time. It flows with the work, and each of its transactions makes sure that the
/// lease is still held: a node that was paused meanwhile stores nothing any more.
/// </summary>
internal static class WorkFence
{
    private static readonly AsyncLocal<ILease?> Lease = new();

    /// <summary>The lease of the work that runs here; <see langword="null"/> for work that every node does.</summary>
    public static ILease? Current => Lease.Value;

    /// <summary>Has what follows run under a lease.</summary>
    /// <param name="lease">The lease; <see langword="null"/> for none: what has happened outside is recorded whoever does the work by now.</param>
    /// <returns>Ends it when disposed.</returns>
    public static Entered Enter(ILease? lease)
    {
        var before = Lease.Value;
        Lease.Value = lease;
        return new Entered(before);
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public readonly struct Entered(ILease? before) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => Lease.Value = before;
    }
}
