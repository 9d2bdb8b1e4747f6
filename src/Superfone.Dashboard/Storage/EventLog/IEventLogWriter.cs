namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>Appends deliveries on a connection of its own. Used by one thread at a time; dispose it after an error and open another one.</summary>
public interface IEventLogWriter : IDisposable
{
    /// <summary>
    /// Appends deliveries in one transaction, which is durable when this method returns. Determines which of them are duplicates, and sets
    /// <see cref="PendingDelivery.Status"/> and <see cref="PendingDelivery.Inserted"/> of each.
    /// </summary>
    /// <exception cref="System.Data.Common.DbException">None of them was stored.</exception>
    /// <exception cref="IOException">None of them was stored.</exception>
    void Append(IReadOnlyList<PendingDelivery> deliveries);
}
