using System.Diagnostics.Metrics;
using Prometheus;

namespace Superfone.Dashboard.Operations;

/// <summary>
/// Exports this application's meters and the figures of the process to Prometheus. The framework's meters stay off: listening to
/// them would cost every request.
/// </summary>
public sealed class MetricsExport : IDisposable
{
    private readonly IDisposable _adapter;

    /// <summary>Starts listening.</summary>
    public MetricsExport(IMeterFactory meters)
    {
        DotNetStats.Register(Registry);
        _adapter = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = Registry,
            MetricFactory = Metrics.WithCustomRegistry(Registry),
            // Meters know the factory that made them, so two applications in one process do not mix their counts.
            InstrumentFilterPredicate = instrument => instrument.Meter.Name == "Superfone.Dashboard" && instrument.Meter.Scope == meters,
            ResolveHistogramBuckets = instrument => instrument.Unit == "s"
                ? Histogram.ExponentialBuckets(0.0005, 2, 15)
                : Histogram.ExponentialBuckets(1, 2, 10),
        });
    }

    /// <summary>The exported metrics.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <inheritdoc/>
    public void Dispose() => _adapter.Dispose();
}
