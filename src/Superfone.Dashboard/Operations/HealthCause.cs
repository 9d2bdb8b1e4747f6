using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Storage.Faults;

namespace Superfone.Dashboard.Operations;

/// <summary>The cause of a failure, as one word that reveals nothing else.</summary>
internal static class HealthCause
{
    /// <summary>The log is not being projected.</summary>
    public const string Projection = "projection";

    /// <summary>The application is shutting down.</summary>
    public const string Stopping = "stopping";

    /// <summary>The read model is being computed for the first time, or anew after it was lost.</summary>
    public const string Computing = "computing";

    /// <summary>Another node shows more than this one.</summary>
    public const string Behind = "behind";

    /// <summary>Scheduled backups are not made, or cannot be restored.</summary>
    public const string Backup = "backup";

    private const string Key = "cause";

    /// <summary>The result of a check that failed for a known cause.</summary>
    public static HealthCheckResult Unhealthy(string cause, string description) =>
        HealthCheckResult.Unhealthy(description, data: new Dictionary<string, object> { [Key] = cause });

    /// <summary>The result of a check that found something to look after, although everything works.</summary>
    public static HealthCheckResult Degraded(string cause, string description) =>
        HealthCheckResult.Degraded(description, data: new Dictionary<string, object> { [Key] = cause });

    /// <summary>Whether a check is shown as ready: nothing failed, and it names no cause.</summary>
    public static bool IsReady(HealthReportEntry entry) =>
        entry.Status == HealthStatus.Healthy || (entry.Status == HealthStatus.Degraded && !entry.Data.ContainsKey(Key));

    /// <summary>The cause of a failed check.</summary>
    /// <param name="name">The part.</param>
    /// <param name="entry">The result of the check.</param>
    public static string Of(string name, HealthReportEntry entry) => (entry.Data.GetValueOrDefault(Key), entry.Exception) switch
    {
        (string cause, _) => cause,
        (_, { } error) => StorageCauses.WordOf(StorageCauses.Of(error)),
        _ => name == Projection ? Projection : "database",
    };
}
