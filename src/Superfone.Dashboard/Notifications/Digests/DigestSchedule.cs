using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Mail;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Notifications.Digests;

/// <summary>When digests are due.</summary>
public sealed class DigestSchedule(IOptionsMonitor<DigestOptions> options, BusinessCalendar calendar)
{
    /// <summary>How late a digest is still sent.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(6);

    private const int DaysOfAWeek = 7;

    /// <summary>When the next ones are due, UTC.</summary>
    /// <param name="nowUtc">The current time, UTC.</param>
    public DateTime NextUtc(DateTime nowUtc)
    {
        var today = calendar.DayOf(nowUtc);
        return new[] { DueUtc(today), DueUtc(today.AddDays(1)) }.First(due => due > nowUtc);
    }

    /// <summary>The digests that are due now, also those that are late.</summary>
    /// <param name="nowUtc">The current time, UTC.</param>
    internal IEnumerable<DueDigest> Due(DateTime nowUtc)
    {
        var current = options.CurrentValue;
        foreach (var day in new[] { calendar.DayOf(nowUtc).AddDays(-1), calendar.DayOf(nowUtc) })
        {
            var due = DueUtc(day);
            if (due > nowUtc || nowUtc >= due + Late)
                continue;
            var last = current.TellsOfToday ? day : day.AddDays(-1);
            yield return new DueDigest(false, last, due);
            if (day.DayOfWeek == current.Weekday)
                yield return new DueDigest(true, last, due);
        }
    }

    /// <summary>The first day that a digest tells of.</summary>
    internal static DateOnly FirstDay(bool isWeekly, DateOnly last) => isWeekly ? last.AddDays(1 - DaysOfAWeek) : last;

    private DateTime DueUtc(DateOnly day) => calendar.ToUtc(day.ToDateTime(options.CurrentValue.At));
}

/// <summary>A digest that is due.</summary>
/// <param name="IsWeekly">Whether it is the weekly report.</param>
/// <param name="Last">The last day that it tells of.</param>
/// <param name="DueUtc">When it was due, UTC.</param>
internal sealed record DueDigest(bool IsWeekly, DateOnly Last, DateTime DueUtc);
