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
    /// Registers a waiter for one thread, which is woken when the log grows. A signal is only a hint and may get lost: a reader also polls.
    /// </summary>
    /// <returns>The waiter; dispose it to unregister.</returns>
    DeliveryWaiter Listen();

    /// <summary>Wakes all waiters.</summary>
    void Notify();
}
