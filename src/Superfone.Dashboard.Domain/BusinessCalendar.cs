namespace Superfone.Dashboard.Domain;

/// <summary>Days and hours in the business's time zone. Every instant belongs to exactly one day, even if the clocks change at midnight.</summary>
/// <param name="zone">Reads the business's time zone, which may be changed at any time.</param>
public sealed class BusinessCalendar(Func<TimeZoneInfo> zone)
{
    // Larger than the offset of any time zone.
    private static readonly TimeSpan MostOffset = TimeSpan.FromHours(15);

    /// <summary>The calendar of a time zone that does not change.</summary>
    /// <param name="zone">The time zone.</param>
    public BusinessCalendar(TimeZoneInfo zone)
        : this(() => zone)
    {
    }

    /// <summary>The time zone.</summary>
    public TimeZoneInfo Zone => zone();

    /// <summary>The local time of an instant.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);

    /// <summary>The business day of an instant: the day that has begun, see <see cref="StartOfUtc"/>, and has not ended.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public DateOnly DayOf(DateTime utc)
    {
        var day = DateOnly.FromDateTime(ToLocal(utc));

        // Clocks set back over midnight show the previous day again, although that day has ended.
        if (day > DateOnly.MinValue && utc < StartOfUtc(day))
            return day.AddDays(-1);
        return day < DateOnly.MaxValue && utc >= StartOfUtc(day.AddDays(1)) ? day.AddDays(1) : day;
    }

    /// <summary>
    /// The start of a business day, UTC: the first midnight of that day or, if clocks skip midnight, the instant when they are set forward.
    /// </summary>
    public DateTime StartOfUtc(DateOnly day) => FirstUtc(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>
    /// The start and end of an hour of a day, UTC. The hour is longer if clocks show it twice, and empty if they skip it.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="hour">0 to 23.</param>
    public (DateTime From, DateTime To) HourUtc(DateOnly day, int hour)
    {
        var begin = day.ToDateTime(new TimeOnly(hour, 0));
        return (FirstUtc(begin), FirstUtc(begin.AddHours(1)));
    }

    // The first instant at which the clock shows the time, or has skipped it.
    private DateTime FirstUtc(DateTime local)
    {
        var zone = Zone;
        if (zone.IsAmbiguousTime(local))
            return DateTime.SpecifyKind(local - zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
        if (!zone.IsInvalidTime(local))
            return TimeZoneInfo.ConvertTimeToUtc(local, zone);
        var utc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var (before, after) = ((utc - MostOffset).Ticks, (utc + MostOffset).Ticks);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (TimeZoneInfo.ConvertTimeFromUtc(new DateTime(middle, DateTimeKind.Utc), zone) < local)
                before = middle;
            else
                after = middle;
        }

        return new DateTime(after, DateTimeKind.Utc);
    }

    /// <summary>The last second of a business day, UTC.</summary>
    public DateTime EndOfUtc(DateOnly day) => StartOfUtc(day.AddDays(1)).AddSeconds(-1);

    /// <summary>Converts a local time to UTC.</summary>
    /// <param name="local">The local time. If clocks skip it, the result is the instant when they are set forward.</param>
    public DateTime ToUtc(DateTime local)
    {
        var zone = Zone;
        while (zone.IsInvalidTime(local))
            local = new DateTime(local.Ticks - (local.Ticks % (15 * TimeSpan.TicksPerMinute))).AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }
}
