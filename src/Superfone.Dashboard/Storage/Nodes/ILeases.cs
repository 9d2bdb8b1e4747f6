using System.Data.Common;

namespace Superfone.Dashboard.Storage.Nodes;

/// <summary>
/// Decides which of several nodes does some work that must happen once. What one node alone does needs no leases. Thread-safe.
/// </summary>
public interface ILeases
{
    /// <summary>Waits until this node may do some work. It may as long as the lease is held, which ends when it is disposed.</summary>
    /// <param name="work">The work, by a name that all nodes use.</param>
    /// <param name="cancellation">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    Task<ILease> AcquireAsync(string work, CancellationToken cancellation);

    /// <summary>
    /// Makes sure that this node may still do some work, right before it does what cannot be undone: a node that was paused finds out here, before
    /// anything has told it.
    /// </summary>
    /// <exception cref="OperationCanceledException">Another node may do it by now.</exception>
    void RequireHeld(string work);
}

/// <summary>The right to do some work. Disposing it lets another node do it at once.</summary>
public interface ILease : IAsyncDisposable
{
    /// <summary>Cancelled when another node may take over.</summary>
    CancellationToken Lost { get; }

    /// <summary>Makes sure that no other node has taken the work over, and that none does until a transaction ends.</summary>
    /// <param name="connection">The connection with the transaction.</param>
    /// <exception cref="OperationCanceledException">Another node has taken over.</exception>
    void Hold(DbConnection connection);
}
