using System.Diagnostics.Metrics;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>The metrics of backups in the configured folder, under the meter <c>Superfone.Dashboard</c>.</summary>
internal sealed class BackupMetrics
{
    /// <summary>Creates the instruments, which are read when they are asked for.</summary>
    public BackupMetrics(IMeterFactory meters, BackupState state, TimeProvider time)
    {
        var meter = meters.Create("Superfone.Dashboard");
        Gauge("superfone.backup.last_success_timestamp_seconds", () => state.LastSuccess is { } last ? Seconds(last.AtUtc) : null, "Time of the last backup.");
        Gauge("superfone.backup.age_seconds", () => state.LastSuccess is { } last ? Math.Max(0, (time.GetUtcNow().UtcDateTime - last.AtUtc).TotalSeconds) : null, "Age of the last backup.");
        Gauge("superfone.backup.duration_seconds", () => state.LastSuccess?.Seconds, "How long the last backup took.");
        Gauge("superfone.backup.size_bytes", () => state.LastSuccess?.SizeBytes, "Size of the last backup.");
        Gauge("superfone.backup.written_bytes", () => state.LastSuccess?.WrittenBytes, "Bytes of the last backup that earlier ones did not have.");
        Gauge("superfone.backup.drill_timestamp_seconds", () => state.LastDrill is { } last ? Seconds(last.AtUtc) : null, "Time of the last restore drill.");
        Gauge("superfone.backup.drill_success", () => state.LastDrill is { } last ? last.Finding is null ? 1 : 0 : null, "Whether the last restore drill found nothing wrong.");
        meter.CreateObservableCounter("superfone.backup.failures_total", () => (long)state.Failures, description: "Backups that failed since the start.");

        void Gauge(string name, Func<double?> read, string description) =>
            meter.CreateObservableGauge(name, () => read() is { } value ? [new Measurement<double>(value)] : Array.Empty<Measurement<double>>(), description: description);
    }

    private static double Seconds(DateTime instant) => new DateTimeOffset(instant, TimeSpan.Zero).ToUnixTimeMilliseconds() / 1000.0;
}
