using System.Diagnostics.Metrics;
using System.Globalization;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Destinations.Editing;

namespace Superfone.Dashboard.Destinations;

/// <summary>The metrics of what destinations are to receive yet; each destination is named by its id, because its name is somebody's text.</summary>
internal sealed class DestinationQueueMetrics : IObservedMetrics
{
    // Whoever reads one gauge reads the others right after it.
    private static readonly TimeSpan Shared = TimeSpan.FromSeconds(1);

    private readonly DestinationDirectory _directory;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private IReadOnlyList<DestinationItem>? _items;
    private long _readAt;

    /// <summary>Creates the instruments.</summary>
    public DestinationQueueMetrics(IMeterFactory meters, DestinationDirectory directory, TimeProvider time)
    {
        (_directory, _time) = (directory, time);
        var meter = meters.CreateOwn();
        Each("superfone.destination.queue.length", "{event}", "Events that a destination is to receive yet; at most 10,000 of the log are counted.", item => item.Waiting);
        Each("superfone.destination.failed", "{event}", "Events that a destination did not accept for too long.", item => item.Failed);
        Each("superfone.destination.failing.time", "s", "How long a destination has accepted nothing; 0 if it accepted the last event.", item =>
            item.FailingSinceUtc is { } since ? Math.Max(0, (time.GetUtcNow().UtcDateTime - since).TotalSeconds) : 0);

        void Each(string name, string unit, string description, Func<DestinationItem, double> value) =>
            meter.ObserveEach(name, unit, description, () => Read()
                .Select(item => new Measurement<double>(value(item), new KeyValuePair<string, object?>("destination", item.Id.ToString(CultureInfo.InvariantCulture)))));
    }

    private IReadOnlyList<DestinationItem> Read()
    {
        lock (_lock)
        {
            if (_items is null || _time.GetElapsedTime(_readAt) >= Shared)
            {
                _items = _directory.ReadAsync(countsUnread: true, CancellationToken.None).GetAwaiter().GetResult();
                _readAt = _time.GetTimestamp();
            }

            return _items;
        }
    }
}
