using Microsoft.Extensions.Options;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Hours;

namespace Superfone.Dashboard.Configuration.Hours;

/// <summary>When the business works and how soon it calls back, as it is set now.</summary>
public sealed class BusinessHours(IOptionsMonitor<HoursOptions> options, BusinessCalendar calendar)
{
    private volatile Worked? _last;

    /// <summary>When the business works.</summary>
    public WorkingHours Working => WorkingIn(options.CurrentValue);

    /// <summary>The working time within which missed callers are called back: later, they start to call somebody else.</summary>
    public TimeSpan Target => TimeSpan.FromMinutes(options.CurrentValue.TargetMinutes);

    /// <summary>Whether a caller has waited longer than the target.</summary>
    /// <param name="missedUtc">When they were missed, UTC.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public bool IsLate(DateTime missedUtc, DateTime nowUtc) => nowUtc > Working.After(missedUtc, Target);

    /// <summary>See <see cref="MissedReasons.Of"/>.</summary>
    public MissedReason ReasonOf(string? disposition, Outcome outcome, DateTime? startedUtc, int? ringingSeconds)
    {
        var current = options.CurrentValue;
        return MissedReasons.Of(disposition, outcome, startedUtc, ringingSeconds, WorkingIn(current), TimeSpan.FromSeconds(current.AbandonedSeconds));
    }

    // Made once for each change of the settings: a list asks for every missed call in it.
    private WorkingHours WorkingIn(HoursOptions current)
    {
        if (_last is not { } last || last.Options != current)
            _last = last = new Worked(current, new WorkingHours(calendar, current.Week, current.Holidays.Select(holiday => holiday.Day).ToHashSet()));
        return last.Hours;
    }

    private sealed record Worked(HoursOptions Options, WorkingHours Hours);
}
