namespace Superfone.Dashboard.Domain.Hours;

/// <summary>When a business works: hours by the day of the week, but not on holidays. Without any hours, it always works.</summary>
/// <param name="calendar">The business's days.</param>
/// <param name="week">The hours of each day on which somebody works, in order and without overlap.</param>
/// <param name="holidays">Days on which nobody works.</param>
public sealed class WorkingHours(BusinessCalendar calendar, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<TimeRange>> week, IReadOnlySet<DateOnly> holidays)
{
    // Where every day is a holiday, no work is ever done.
    private const int MostDays = 3_660;

    /// <summary>Whether there are hours. Otherwise it is not known when the business works, and any time counts.</summary>
    public bool AreSet { get; } = week.Values.Any(ranges => ranges.Count > 0);

    /// <summary>Whether somebody works at an instant.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public bool Include(DateTime utc)
    {
        if (!AreSet)
            return true;
        var day = calendar.DayOf(utc);
        return Of(day.AddDays(-1)).Concat(Of(day)).Any(work => work.FromUtc <= utc && utc < work.ToUtc);
    }

    /// <summary>The instant at which so much working time has passed.</summary>
    /// <param name="fromUtc">The instant from which it counts, UTC.</param>
    /// <param name="work">The working time.</param>
    /// <returns>The instant, UTC; <see cref="DateTime.MaxValue"/> if that never comes.</returns>
    public DateTime After(DateTime fromUtc, TimeSpan work)
    {
        if (!AreSet)
            return fromUtc + work;
        var counted = fromUtc;
        var first = calendar.DayOf(fromUtc).AddDays(-1);
        for (var day = first; day < first.AddDays(MostDays); day = day.AddDays(1))
        {
            foreach (var (from, to) in Of(day))
            {
                // The hours of a night may reach into those of the next morning.
                var begin = from > counted ? from : counted;
                if (to <= begin)
                    continue;
                if (to - begin >= work)
                    return begin + work;
                work -= to - begin;
                counted = to;
            }
        }

        return DateTime.MaxValue;
    }

    /// <summary>The working time between two instants.</summary>
    /// <param name="fromUtc">The first, UTC.</param>
    /// <param name="toUtc">The second, UTC.</param>
    public TimeSpan Between(DateTime fromUtc, DateTime toUtc)
    {
        if (toUtc <= fromUtc)
            return TimeSpan.Zero;
        if (!AreSet)
            return toUtc - fromUtc;
        var (work, counted) = (TimeSpan.Zero, fromUtc);
        for (var day = calendar.DayOf(fromUtc).AddDays(-1); day <= calendar.DayOf(toUtc); day = day.AddDays(1))
        {
            foreach (var (from, to) in Of(day))
            {
                var (begin, end) = (from > counted ? from : counted, to < toUtc ? to : toUtc);
                if (end <= begin)
                    continue;
                work += end - begin;
                counted = end;
            }
        }

        return work;
    }

    /// <summary>When the work of a day begins, UTC; <see langword="null"/> if nobody works on that day, or if there are no hours.</summary>
    public DateTime? OpeningUtc(DateOnly day) => Of(day).Select(work => (DateTime?)work.FromUtc).FirstOrDefault();

    /// <summary>The first day after another on which somebody works; the day after it, if there are no hours or that never comes.</summary>
    public DateOnly NextDay(DateOnly day) =>
        Enumerable.Range(1, MostDays).Select(days => (DateOnly?)day.AddDays(days)).FirstOrDefault(next => !AreSet || OpeningUtc(next!.Value) is not null) ?? day.AddDays(1);

    private IEnumerable<(DateTime FromUtc, DateTime ToUtc)> Of(DateOnly day)
    {
        if (holidays.Contains(day) || !week.TryGetValue(day.DayOfWeek, out var ranges))
            yield break;
        foreach (var range in ranges)
            yield return (calendar.ToUtc(day.ToDateTime(range.Start)), calendar.ToUtc(day.AddDays(range.EndsNextDay ? 1 : 0).ToDateTime(range.End)));
    }
}
