using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>A delivery as projection reads it.</summary>
/// <param name="Id">Its place in the log.</param>
/// <param name="ReceivedUtc">When it was received, UTC.</param>
/// <param name="Status">What the log made of it.</param>
/// <param name="RepeatsEarlier">Whether the same JSON was accepted before.</param>
/// <param name="Body">The body; <see langword="null"/> where the delivery is not to be projected.</param>
internal sealed record LogEntry(long Id, DateTime ReceivedUtc, DeliveryState Status, bool RepeatsEarlier, byte[]? Body);

/// <summary>A piece of the log: deliveries, and the decisions that were made between them.</summary>
/// <param name="Entries">Deliveries, in log order.</param>
/// <param name="Decisions">Decisions that belong after one of them, or before the first, in order.</param>
internal sealed record LogBatch(IReadOnlyList<LogEntry> Entries, IReadOnlyList<Decision> Decisions)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => Entries.Count == 0 && Decisions.Count == 0;

    /// <summary>The same in pieces of one delivery or one decision each, in the order in which they are folded in.</summary>
    public IEnumerable<LogBatch> Split()
    {
        var decisions = new Queue<Decision>(Decisions);
        foreach (var entry in Entries)
        {
            while (decisions.TryPeek(out var decision) && decision.AfterDeliveryId < entry.Id)
                yield return new LogBatch([], [decisions.Dequeue()]);
            yield return new LogBatch([entry], []);
        }

        while (decisions.TryDequeue(out var decision))
            yield return new LogBatch([], [decision]);
    }
}
