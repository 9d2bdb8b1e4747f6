using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>When the next backup and the next drill are due, and whether they are late.</summary>
public sealed class BackupSchedule(BackupState state, IOptionsMonitor<BackupOptions> options, BusinessCalendar calendar, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromHours(1);

    // Half a day less than a week, so that it stays in the same night.
    private static readonly TimeSpan DrillInterval = TimeSpan.FromDays(6.5);

    private readonly DateTime _startedUtc = time.GetUtcNow().UtcDateTime;

    /// <summary>When the next backup is due, UTC; <see langword="null"/> without a configured folder. After a failure it is tried again every hour.</summary>
    public DateTime? DueUtc => options.CurrentValue.Directory is null ? null
        : state.LastFailure is { } failure ? Earlier(failure.AtUtc + RetryDelay, NextAfter(failure.AtUtc))
        : NextAfter(state.LastSuccess?.AtUtc ?? _startedUtc);

    /// <summary>Whether the next backup is followed by a drill.</summary>
    public bool IsDrillDue => state.LastDrill is not { } drill || Now - drill.AtUtc > DrillInterval;

    /// <summary>What an owner must look after.</summary>
    public BackupProblem Problem => options.CurrentValue.Directory is null ? BackupProblem.None
        : state.LastFailure is not null ? BackupProblem.Failed
        : Now - (state.LastSuccess?.AtUtc ?? _startedUtc) > 2 * Interval ? BackupProblem.Overdue
        : state.LastDrill?.Finding is not null ? BackupProblem.DrillFailed
        : BackupProblem.None;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private DateTime NextAfter(DateTime last)
    {
        var today = OnDay(calendar.DayOf(last));
        return today > last ? today : OnDay(calendar.DayOf(last).AddDays(1));
    }

    private DateTime OnDay(DateOnly day) => calendar.ToUtc(day.ToDateTime(options.CurrentValue.At));

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}

/// <summary>What is wrong with the backups.</summary>
public enum BackupProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The last backup failed.</summary>
    Failed,

    /// <summary>No backup was made for two days.</summary>
    Overdue,

    /// <summary>The last drill could not restore everything.</summary>
    DrillFailed,
}
