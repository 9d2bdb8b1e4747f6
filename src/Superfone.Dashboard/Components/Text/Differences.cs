namespace Superfone.Dashboard.Components.Text;

/// <summary>How a figure differs from an earlier one, in words: <c>↑ 12 vs last Mon</c>.</summary>
public static class Differences
{
    /// <summary>How a number differs.</summary>
    /// <param name="now">The figure.</param>
    /// <param name="before">The earlier one.</param>
    /// <param name="than">When that was: <c>last Mon</c>.</param>
    public static string OfNumber(long now, long before, string than) => Of(now - before, Display.Number, than);

    /// <summary>By how many percentage points a rate differs: 80 % after 75 % are 5 points more, and not 5 %.</summary>
    /// <param name="now">The part and its whole.</param>
    /// <param name="before">The earlier ones.</param>
    /// <param name="than">When that was.</param>
    public static string OfShare((long Part, long Whole) now, (long Part, long Whole) before, string than) =>
        Of(PercentOf(now) - PercentOf(before), points => points == 1 ? "1 point" : $"{points} points", than);

    /// <summary>By how many minutes or hours a time differs.</summary>
    /// <param name="now">The time in seconds.</param>
    /// <param name="before">The earlier one in seconds.</param>
    /// <param name="than">When that was.</param>
    public static string OfTime(long now, long before, string than) => Of((now - before) / 60, TimeWords, than);

    private static string Of(long difference, Func<long, string> words, string than) => difference switch
    {
        0 => $"same as {than}",
        > 0 => $"↑ {words(difference)} vs {than}",
        _ => $"↓ {words(-difference)} vs {than}",
    };

    private static long PercentOf((long Part, long Whole) share) => (long)Math.Round(100.0 * share.Part / Math.Max(1, share.Whole));

    private static string TimeWords(long minutes) => minutes < 60 ? $"{minutes} min" : Display.Duration(minutes * 60);
}
