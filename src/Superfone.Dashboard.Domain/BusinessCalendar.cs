namespace Superfone.Dashboard.Domain;

/// <summary>The business's own days and hours.</summary>
/// <param name="zone">Its time zone.</param>
public sealed class BusinessCalendar(TimeZoneInfo zone)
{
    /// <summary>An instant on the business's clock.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);

    /// <summary>The business's day at an instant.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(ToLocal(utc));

    /// <summary>When a day of the business begins, UTC.</summary>
    public DateTime StartOfUtc(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);

        // Where clocks jump over midnight, the day begins when they land.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, zone);
    }

    /// <summary>The last second of a day of the business, UTC.</summary>
    public DateTime EndOfUtc(DateOnly day) => StartOfUtc(day.AddDays(1)).AddSeconds(-1);

    /// <summary>An instant that is written on the business's clock, UTC.</summary>
    /// <param name="local">What that clock shows. Where clocks jump over it, the instant at which they land.</param>
    public DateTime ToUtc(DateTime local)
    {
        while (zone.IsInvalidTime(local))
            local = new DateTime(local.Ticks - (local.Ticks % (15 * TimeSpan.TicksPerMinute))).AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }
}
