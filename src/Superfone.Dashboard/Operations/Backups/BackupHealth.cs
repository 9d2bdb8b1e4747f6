using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>Checks whether scheduled backups are made. Without one, everything still works: the application is degraded, not out of order.</summary>
internal sealed class BackupHealth(BackupSchedule schedule, BackupState state) : IHealthCheck
{
    private const int MostProblems = 3;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(schedule.Problem switch
    {
        BackupProblem.None => HealthCheckResult.Healthy(),
        BackupProblem.Failed => HealthCause.Degraded(HealthCause.Backup, state.LastFailure?.Reason ?? "The last backup failed."),
        BackupProblem.Overdue => HealthCause.Degraded(HealthCause.Backup, "No backup was made for two days."),
        BackupProblem.Weakened => HealthCause.Degraded(HealthCause.Backup, $"The last backup is complete but for this: {string.Join(' ', state.LastSuccess?.Problems.Take(MostProblems) ?? [])}"),
        BackupProblem.DrillFailed => HealthCause.Degraded(HealthCause.Backup, $"The restore drill failed: {state.LastDrill?.Finding}"),
    });
}
