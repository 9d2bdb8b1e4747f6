namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Two ranges of the same number of days that can be compared: both are over, and all calls of both are known.</summary>
/// <param name="Now">The later days.</param>
/// <param name="Than">The days to compare with.</param>
public sealed record Comparison(AnalyticsFilter Now, AnalyticsFilter Than)
{
    /// <summary>The number of days in each.</summary>
    public int Days => Now.Last.DayNumber - Now.First.DayNumber + 1;

    /// <summary>Compares those of the days that can be compared, which excludes today.</summary>
    /// <param name="days">The days.</param>
    /// <param name="thanFirst">The first day to compare with.</param>
    /// <param name="today">The current day.</param>
    /// <param name="coveredFrom">See <see cref="AnalyticsQueries.CoveredFromAsync"/>.</param>
    /// <returns>The comparison; <see langword="null"/> if none of the days is over, or not all are covered.</returns>
    public static Comparison? Of(AnalyticsFilter days, DateOnly thanFirst, DateOnly today, DateOnly? coveredFrom)
    {
        var last = days.Last < today ? days.Last : today.AddDays(-1);
        var length = last.DayNumber - days.First.DayNumber + 1;
        if (length <= 0 || !(coveredFrom <= days.First && coveredFrom <= thanFirst) || thanFirst.AddDays(length) > today)
            return null;
        return new Comparison(days with { Last = last }, days with { First = thanFirst, Last = thanFirst.AddDays(length - 1) });
    }
}
