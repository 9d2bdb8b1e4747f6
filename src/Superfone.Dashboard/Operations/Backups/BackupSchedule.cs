using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Operations.Backups;

/// <summary>When the next backup and the next drill are due, and whether they are late. Times after the current one are of a wrong clock, and ignored.</summary>
public sealed class BackupSchedule(BackupState state, IOptionsMonitor<BackupOptions> options, BusinessCalendar calendar, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(1);

    // The first backup does not wait for the night, in which the computer may be off; nor does it delay the start.
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMinutes(10);

    // Half a day less than a week, so that it stays in the same night.
    private static readonly TimeSpan DrillInterval = TimeSpan.FromDays(6.5);

    private readonly DateTime _startedUtc = time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// When the next backup is due, UTC; <see langword="null"/> without a configured folder. The first is due soon after the start; after a failure it is tried
    /// again every hour.
    /// </summary>
    public DateTime? DueUtc => options.CurrentValue.Directory is null ? null
        : state.LastFailure is { } failure ? Past(failure.AtUtc) is { } failed ? Earlier(failed + RetryDelay, NextAfter(failed)) : Now
        : state.LastSuccess is { } success ? Past(success.AtUtc) is { } made ? NextAfter(made) : Now
        : Earlier(_startedUtc, Now) + FirstDelay;

    /// <summary>Whether the next backup is followed by a drill: once a week, and after one that found something.</summary>
    public bool IsDrillDue => state.LastDrill is not { Finding: null } drill || Past(drill.AtUtc) is not { } tried || Now - tried > DrillInterval;

    /// <summary>What an owner must look after.</summary>
    public BackupProblem Problem => options.CurrentValue.Directory is null ? BackupProblem.None
        : state.LastFailure is not null ? BackupProblem.Failed
        : Now - (Past(state.LastSuccess?.AtUtc ?? state.ConfiguredUtc) ?? _startedUtc) > 2 * Interval ? BackupProblem.Overdue
        : state.LastDrill?.Finding is not null ? BackupProblem.DrillFailed
        : state.LastSuccess is { Problems.Count: > 0 } ? BackupProblem.Weakened
        : BackupProblem.None;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private DateTime? Past(DateTime? stored) => stored - Now > ClockTolerance ? null : stored;

    private DateTime NextAfter(DateTime last)
    {
        var today = OnDay(calendar.DayOf(last));
        return today > last ? today : OnDay(calendar.DayOf(last).AddDays(1));
    }

    private DateTime OnDay(DateOnly day) => calendar.ToUtc(day.ToDateTime(options.CurrentValue.At));

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}

/// <summary>What is wrong with the backups, the worst first.</summary>
public enum BackupProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The last backup failed.</summary>
    Failed,

    /// <summary>No backup was made for two days.</summary>
    Overdue,

    /// <summary>The last drill could not be done, or could not restore everything.</summary>
    DrillFailed,

    /// <summary>The last backup was made, but recordings are missing or damaged, or earlier backups are encrypted and it is not.</summary>
    Weakened,
}
