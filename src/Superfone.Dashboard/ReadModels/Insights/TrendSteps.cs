namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Divides days into steps of a trend.</summary>
internal static class TrendSteps
{
    private const int MostDays = 45;
    private const int MostWeeks = 60;

    /// <summary>The length of a step for a number of days.</summary>
    public static TrendUnit UnitFor(int days) => days <= MostDays ? TrendUnit.Day : days <= MostWeeks * 7 ? TrendUnit.Week : TrendUnit.Month;

    /// <summary>The day with which the step of a day would begin, if the period did not begin later.</summary>
    public static DateOnly BeginOf(DateOnly day, TrendUnit unit) => unit switch
    {
        TrendUnit.Day => day,
        TrendUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        TrendUnit.Month => new DateOnly(day.Year, day.Month, 1),
    };

    /// <summary>The steps of a period, oldest first: see <see cref="BeginOf"/>, and its first and last day within the period.</summary>
    public static IEnumerable<(DateOnly Begin, DateOnly First, DateOnly Last)> Between(DateOnly first, DateOnly last, TrendUnit unit)
    {
        for (var begin = BeginOf(first, unit); begin <= last; begin = Next(begin, unit))
        {
            var until = Next(begin, unit).AddDays(-1);
            yield return (begin, begin < first ? first : begin, until > last ? last : until);
        }
    }

    private static DateOnly Next(DateOnly begin, TrendUnit unit) => unit switch
    {
        TrendUnit.Day => begin.AddDays(1),
        TrendUnit.Week => begin.AddDays(7),
        TrendUnit.Month => begin.AddMonths(1),
    };
}
