namespace Superfone.Simulation;

/// <summary>The hours at which a business in India is called. India has one time zone and no daylight saving time.</summary>
internal static class WorkingHours
{
    private static readonly TimeSpan India = TimeSpan.FromMinutes(330);

    // Relative number of calls by hour of the day.
    private static readonly double[] Weekday = [0, 0, 0, 0, 0, 0, 0, 0.1, 0.5, 6, 11, 13, 11, 7, 7, 9, 11, 12, 8, 3, 1, 0.4, 0, 0];

    /// <summary>The share of a weekday's calls in the hour of an instant; a sixth of it on Sundays.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public static double ShareOfDay(DateTime utc)
    {
        var local = utc + India;
        var share = Weekday[local.Hour] / Weekday.Sum();
        return local.DayOfWeek == DayOfWeek.Sunday ? share / 6 : share;
    }

    /// <summary>Whether an instant is within working hours, from 9:30 to 19:30.</summary>
    public static bool IsOpen(DateTime utc)
    {
        var local = utc + India;
        return local.TimeOfDay >= TimeSpan.FromHours(9.5) && local.TimeOfDay < TimeSpan.FromHours(19.5);
    }
}
