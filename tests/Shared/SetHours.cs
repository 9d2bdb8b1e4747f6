using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Hours;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Working hours as an owner has set them.</summary>
internal static class SetHours
{
    /// <summary>None, with the targets that hold unless others are set.</summary>
    public static BusinessHours None(BusinessCalendar calendar) => Of(calendar);

    /// <summary>Hours of some days of the week.</summary>
    public static BusinessHours Of(BusinessCalendar calendar, params (DayOfWeek Day, string Hours)[] week) => new(
        new FixedOptions<HoursOptions>(new HoursOptions
        {
            Week = week.ToDictionary(day => day.Day, day => TimeRange.ParseAll(day.Hours)!),
            Holidays = [],
            TargetMinutes = HoursOptions.DefaultTargetMinutes,
            AbandonedSeconds = HoursOptions.DefaultAbandonedSeconds,
        }), calendar);
}
