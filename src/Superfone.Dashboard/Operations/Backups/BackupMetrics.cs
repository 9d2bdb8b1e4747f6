using System.Diagnostics.Metrics;
using Superfone.Dashboard.Configuration.Telemetry;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>The metrics of backups in the configured folder.</summary>
internal sealed class BackupMetrics : IObservedMetrics
{
    /// <summary>Creates the instruments.</summary>
    public BackupMetrics(IMeterFactory meters, BackupState state, TimeProvider time)
    {
        var meter = meters.CreateOwn();
        meter.Observe("superfone.backup.last_success.timestamp", "s", "Time of the last backup, in seconds since 1970.", () => Seconds(state.LastSuccess?.AtUtc));
        meter.Observe("superfone.backup.age", "s", "Age of the last backup.", () => state.LastSuccess is { } last ? Math.Max(0, (time.GetUtcNow().UtcDateTime - last.AtUtc).TotalSeconds) : null);
        meter.Observe("superfone.backup.duration", "s", "How long the last backup took.", () => state.LastSuccess?.Seconds);
        meter.Observe("superfone.backup.size", "By", "Size of the last backup.", () => state.LastSuccess?.SizeBytes);
        meter.Observe("superfone.backup.written", "By", "Bytes of the last backup that earlier ones did not have.", () => state.LastSuccess?.WrittenBytes);
        meter.Observe("superfone.backup.drill.timestamp", "s", "Time of the last restore drill, in seconds since 1970.", () => Seconds(state.LastDrill?.AtUtc));
        meter.Observe("superfone.backup.drill.success", "{drill}", "1 if the last restore drill found nothing wrong, otherwise 0.", () => state.LastDrill is { } last ? last.Finding is null ? 1 : 0 : null);
        meter.CreateObservableCounter("superfone.backup.failures", () => (long)state.Failures, "{backup}", "Backups that failed since the start.");
    }

    private static double? Seconds(DateTime? instant) => instant is { } at ? new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeMilliseconds() / 1000.0 : null;
}
