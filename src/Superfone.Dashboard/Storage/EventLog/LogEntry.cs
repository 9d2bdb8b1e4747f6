using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>A delivery as read from the log.</summary>
/// <param name="Id">Its position in the log.</param>
/// <param name="ReceivedUtc">The time at which it was received, UTC.</param>
/// <param name="Status">Its state.</param>
/// <param name="RepeatsEarlier">Whether the same JSON was accepted before.</param>
/// <param name="Body">
/// The decompressed body; <see langword="null"/> if it was not requested, or if the delivery is not an accepted event.
/// </param>
public sealed record LogEntry(long Id, DateTime ReceivedUtc, DeliveryState Status, bool RepeatsEarlier, byte[]? Body)
{
    /// <summary>Why there is no body although there should be one: a sentence; <see langword="null"/> otherwise.</summary>
    public string? Damage { get; init; }
}

/// <summary>A part of the log: deliveries, and the decisions made between them.</summary>
/// <param name="Entries">Deliveries, in log order.</param>
/// <param name="Decisions">Decisions made before, between or after them, in order.</param>
public sealed record LogBatch(IReadOnlyList<LogEntry> Entries, IReadOnlyList<Decision> Decisions)
{
    /// <summary>Whether it contains nothing.</summary>
    public bool IsEmpty => Entries.Count == 0 && Decisions.Count == 0;

    /// <summary>Splits it into parts of one delivery or one decision each, in the order of projection.</summary>
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
