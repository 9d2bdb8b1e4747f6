using Microsoft.Extensions.Options;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Hours;

namespace Superfone.Dashboard.Configuration.Hours;

/// <summary>When the business works and how soon it calls back, as it is set now.</summary>
public sealed class BusinessHours(IOptionsMonitor<HoursOptions> options, BusinessCalendar calendar)
{
    // Where there are no hours, or where somebody works all night.
    private const int UsualMorning = 10;
    private const int FirstMorning = 6;

    private volatile Worked? _last;

    /// <summary>When the business works.</summary>
    public WorkingHours Working => WorkingIn(options.CurrentValue);

    /// <summary>The working time within which missed callers are called back: later, they start to call somebody else.</summary>
    public TimeSpan Target => TimeSpan.FromMinutes(options.CurrentValue.TargetMinutes);

    /// <summary>Whether a caller has waited longer than the target.</summary>
    /// <param name="missedUtc">When they were missed, UTC.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public bool IsLate(DateTime missedUtc, DateTime nowUtc) => nowUtc > Working.After(missedUtc, Target);

    /// <summary>When people are to think of what is for a day, UTC: when its work begins, but not at night.</summary>
    /// <param name="day">The day, by the clock of the business.</param>
    public DateTime MorningUtc(DateOnly day) =>
        Working.OpeningUtc(day) is { } opening && opening >= calendar.HourUtc(day, FirstMorning).From ? opening : calendar.HourUtc(day, UsualMorning).From;

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
