namespace Superfone.Dashboard.Domain;

/// <summary>The business's own days and hours. Every instant belongs to exactly one day, whatever the clocks do at midnight.</summary>
/// <param name="zone">Its time zone.</param>
public sealed class BusinessCalendar(TimeZoneInfo zone)
{
    // More than the offset of any zone.
    private static readonly TimeSpan MostOffset = TimeSpan.FromHours(15);

    /// <summary>An instant on the business's clock.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);

    /// <summary>The business's day at an instant: the one whose <see cref="StartOfUtc"/> has come, and whose end has not.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public DateOnly DayOf(DateTime utc)
    {
        var day = DateOnly.FromDateTime(ToLocal(utc));

        // Where clocks are set back over midnight, they show the day before once more: it is over all the same.
        if (day > DateOnly.MinValue && utc < StartOfUtc(day))
            return day.AddDays(-1);
        return day < DateOnly.MaxValue && utc >= StartOfUtc(day.AddDays(1)) ? day.AddDays(1) : day;
    }

    /// <summary>When a day of the business begins, UTC: its midnight, the first where there are two; where clocks jump over it, the moment when they jump.</summary>
    public DateTime StartOfUtc(DateOnly day) => FirstUtc(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>When an hour of a day begins and ends, UTC; an hour that the clocks show twice has both, and one that they jump over is empty.</summary>
    /// <param name="day">The day.</param>
    /// <param name="hour">0 to 23.</param>
    public (DateTime From, DateTime To) HourUtc(DateOnly day, int hour)
    {
        var begin = day.ToDateTime(new TimeOnly(hour, 0));
        return (FirstUtc(begin), FirstUtc(begin.AddHours(1)));
    }

    // The first instant at which the clock shows a time, or has jumped over it.
    private DateTime FirstUtc(DateTime local)
    {
        if (zone.IsAmbiguousTime(local))
            return DateTime.SpecifyKind(local - zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
        if (!zone.IsInvalidTime(local))
            return TimeZoneInfo.ConvertTimeToUtc(local, zone);
        var utc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var (before, after) = ((utc - MostOffset).Ticks, (utc + MostOffset).Ticks);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (ToLocal(new DateTime(middle, DateTimeKind.Utc)) < local)
                before = middle;
            else
                after = middle;
        }

        return new DateTime(after, DateTimeKind.Utc);
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
