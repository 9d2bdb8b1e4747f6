using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>
/// Reads the log on a connection of its own. All members throw a <see cref="LogReadException"/> if the log cannot be read, so that its errors
/// are not mistaken for errors of the read model. Used by one thread at a time.
/// </summary>
public interface IEventLogReader : IDisposable
{
    /// <summary>The last delivery; 0 while the log is empty.</summary>
    long LastDeliveryId { get; }

    /// <summary>Identifies the log, and counts the requested rebuilds of the read model.</summary>
    LogStamp Stamp { get; }

    /// <summary>Reads the deliveries and decisions after a checkpoint, as of one moment.</summary>
    /// <param name="deliveryId">The last delivery that was read.</param>
    /// <param name="decisionId">The last decision that was read.</param>
    /// <param name="limit">The maximum number of deliveries. Fewer are read if their bodies are large; none only at the end of the log.</param>
    LogBatch Read(long deliveryId, long decisionId, int limit);

    /// <summary>Reads deliveries of all kinds, but only the bodies of some events.</summary>
    /// <param name="deliveryId">The last delivery that was read.</param>
    /// <param name="limit">The maximum number of deliveries. Fewer are read if their bodies are large; none only at the end of the log.</param>
    /// <param name="kinds">The events whose bodies are read.</param>
    IReadOnlyList<LogEntry> ReadDeliveries(long deliveryId, int limit, IEnumerable<EventKind> kinds);

    /// <summary>Reads a delivery again.</summary>
    /// <exception cref="InvalidDataException">Its stored body is damaged.</exception>
    (DateTime ReceivedUtc, byte[] Body) ReadBody(long deliveryId);

    /// <summary>Computes the hash of a delivery and a decision as stored; see <see cref="Checkpoint.LogHash"/>.</summary>
    string HashOf(long deliveryId, long decisionId);

    /// <summary>
    /// Whether a read model with this checkpoint was computed from this log, and not from another one or from a newer copy of it. Also
    /// <see langword="true"/> if deliveries were removed since; the read model must then be rebuilt.
    /// </summary>
    bool Holds(Checkpoint checkpoint)
    {
        var log = Stamp;
        if (checkpoint.LogId != log.LogId || checkpoint.LogEpoch > log.Epoch)
            return false;
        return checkpoint.LogEpoch < log.Epoch || checkpoint.LogHash == HashOf(checkpoint.DeliveryId, checkpoint.DecisionId);
    }
}
