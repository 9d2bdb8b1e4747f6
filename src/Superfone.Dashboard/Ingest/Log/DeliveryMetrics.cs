using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Events;

namespace Superfone.Dashboard.Ingest.Log;

/// <summary>The metrics of the log.</summary>
public sealed class DeliveryMetrics
{
    private static readonly KeyValuePair<string, object?>[] Statuses =
        [.. Enum.GetNames<DeliveryState>().Select(name => new KeyValuePair<string, object?>("status", name.ToLowerInvariant()))];

    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _appendSeconds;
    private readonly Histogram<int> _batchSize;

    /// <summary>Creates the instruments.</summary>
    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateOwn();
        _deliveries = meter.CreateCounter<long>("superfone.deliveries", "{delivery}", "Deliveries in the log, by status.");
        _refused = meter.CreateCounter<long>("superfone.webhook.refusals", "{request}", "Posts of which nothing is kept, by reason.");
        _appendSeconds = meter.CreateDuration("superfone.append.duration", "From the body's arrival to its commit.");
        _batchSize = meter.CreateSize("superfone.append.batch.size", "{delivery}", "Deliveries in one commit.");
    }

    /// <summary>Counts a post without a valid secret.</summary>
    public void Unauthorised() => Refuse("unauthorised", 1);

    /// <summary>Counts a post whose body is too long.</summary>
    public void TooLarge() => Refuse("too_large", 1);

    /// <summary>Counts deliveries that could not be stored.</summary>
    public void Failed(int count) => Refuse("storage", count);

    internal void Appended(TimeSpan duration) => _appendSeconds.Record(duration.TotalSeconds);

    internal void Committed(IReadOnlyList<PendingDelivery> batch)
    {
        Span<int> counts = stackalloc int[Statuses.Length];
        foreach (var delivery in batch)
            counts[(int)delivery.Status]++;
        for (var status = 0; status < counts.Length; status++)
        {
            if (counts[status] > 0)
                _deliveries.Add(counts[status], Statuses[status]);
        }

        _batchSize.Record(batch.Count);
    }

    private void Refuse(string reason, int count) => _refused.Add(count, new KeyValuePair<string, object?>("reason", reason));
}
