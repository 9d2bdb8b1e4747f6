using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>
/// The append-only log of deliveries and decisions. Deliveries are numbered in the order of their commits, and each decision records the last
/// delivery before it, so that a reader that continues after an id never misses anything. Thread-safe; the readers and writers that it opens
/// are not.
/// </summary>
public interface IEventLog
{
    /// <summary>Opens the writer of deliveries, which blocks the calling thread. There is one at a time.</summary>
    /// <param name="duplicateWindow">The time during which the same JSON counts as a duplicate, including the end.</param>
    /// <exception cref="System.Data.Common.DbException">The store cannot be opened.</exception>
    /// <exception cref="IOException">The store cannot be opened.</exception>
    IEventLogWriter OpenWriter(TimeSpan duplicateWindow);

    /// <summary>Opens a reader.</summary>
    /// <exception cref="LogReadException">The store cannot be opened.</exception>
    IEventLogReader OpenReader();

    /// <summary>Appends a decision behind all deliveries that are committed by then. Blocks the calling thread until it is durable.</summary>
    /// <param name="decision">The decision. The store assigns <see cref="Decision.Id"/> and <see cref="Decision.AfterDeliveryId"/>.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="System.Data.Common.DbException">The decision was not stored.</exception>
    long Append(Decision decision);

    /// <summary>
    /// Appends decisions of one kind in one transaction, unless others were made meanwhile. Blocks the calling thread until they are durable.
    /// </summary>
    /// <param name="decisions">The decisions, at least one; see <see cref="Append"/>.</param>
    /// <param name="known">The last decision of this kind that was known when they were made; 0 for none.</param>
    /// <param name="ofAnySubject">Whether a later decision on any subject prevents them, rather than only one on a subject of theirs.</param>
    /// <returns>The id of the last one; <see langword="null"/> if none was stored because of a later decision.</returns>
    /// <exception cref="System.Data.Common.DbException">None of them was stored.</exception>
    long? AppendUnlessDecided(IReadOnlyList<Decision> decisions, long known, bool ofAnySubject);

    /// <summary>
    /// Registers a waiter for one thread, which is woken when the log grows. A signal is only a hint and may get lost: a reader also polls.
    /// </summary>
    /// <returns>The waiter; dispose it to unregister.</returns>
    DeliveryWaiter Listen();

    /// <summary>Wakes all waiters.</summary>
    void Notify();
}
