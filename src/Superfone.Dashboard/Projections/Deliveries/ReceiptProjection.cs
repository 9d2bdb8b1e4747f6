using System.Runtime.InteropServices;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Deliveries;

/// <summary>Records the first and last time of receipt of each block of the log.</summary>
internal static class ReceiptProjection
{
    /// <summary>Adds a part of the log.</summary>
    public static void Apply(ReadModelWriter readModel, IReadOnlyList<LogEntry> entries)
    {
        Dictionary<long, (long First, long Last)> blocks = [];
        foreach (var entry in entries)
        {
            var received = UtcMilliseconds.Of(entry.ReceivedUtc);
            ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(blocks, entry.Id / ReceiptSpan.Length, out var isKnown);
            span = isKnown ? (Math.Min(span.First, received), Math.Max(span.Last, received)) : (received, received);
        }

        foreach (var (block, span) in blocks)
            readModel.ReceiptSpans.Extend(block, span.First, span.Last);
    }
}
