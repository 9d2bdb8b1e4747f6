using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Domain.Destinations;

namespace Superfone.Dashboard.Destinations;

/// <summary>The metrics of passing on.</summary>
internal sealed class DestinationMetrics
{
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _durations;

    /// <summary>Creates the instruments.</summary>
    public DestinationMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateOwn();
        _attempts = meter.CreateCounter<long>("superfone.destination.attempts", "{attempt}", "Attempts to pass an event on, by result.");
        _durations = meter.CreateDuration("superfone.destination.duration", "Time that receivers take to answer.");
    }

    /// <summary>Counts an attempt.</summary>
    /// <param name="result">Its result.</param>
    /// <param name="milliseconds">How long it took.</param>
    public void Ended(AttemptResult result, int milliseconds)
    {
        _attempts.Add(1, new KeyValuePair<string, object?>("result", result switch
        {
            AttemptResult.Delivered => "delivered",
            AttemptResult.Retrying => "retrying",
            AttemptResult.Failed => "failed",
        }));
        _durations.Record(milliseconds / 1000.0);
    }
}
