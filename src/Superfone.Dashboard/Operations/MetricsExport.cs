using System.Diagnostics.Metrics;
using Prometheus;

namespace Superfone.Dashboard.Operations;

/// <summary>
/// Shows this application's own meters, and the process's figures, to Prometheus. The framework's meters stay off: listening to
/// them would cost every request.
/// </summary>
public sealed class MetricsExport : IDisposable
{
    private readonly IDisposable _adapter;

    /// <summary>Starts to listen.</summary>
    public MetricsExport(IMeterFactory meters)
    {
        DotNetStats.Register(Registry);
        _adapter = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = Registry,
            MetricFactory = Metrics.WithCustomRegistry(Registry),
            // A factory's meters know it: two applications in one process do not count for each other.
            InstrumentFilterPredicate = instrument => instrument.Meter.Name == "Superfone.Dashboard" && instrument.Meter.Scope == meters,
            ResolveHistogramBuckets = instrument => instrument.Unit == "s"
                ? Histogram.ExponentialBuckets(0.0005, 2, 15)
                : Histogram.ExponentialBuckets(1, 2, 10),
        });
    }

    /// <summary>What is exported.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <inheritdoc/>
    public void Dispose() => _adapter.Dispose();
}
