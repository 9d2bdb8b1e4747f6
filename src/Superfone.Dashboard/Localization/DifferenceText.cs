using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Localization;

/// <summary>Compares a figure with an earlier one: <c>↑ 12 vs last Mon</c>.</summary>
public static class DifferenceText
{
    /// <summary>The difference between two numbers.</summary>
    /// <param name="text">The texts.</param>
    /// <param name="now">The figure.</param>
    /// <param name="before">The earlier one.</param>
    /// <param name="than">The time of the earlier one: <c>last Mon</c>.</param>
    public static string Difference(this IStringLocalizer text, long now, long before, string than) => text.Of(now - before, Display.Number, than);

    /// <summary>The difference between two rates in percentage points: 80 % after 75 % is 5 points more, not 5 %.</summary>
    /// <param name="text">The texts.</param>
    /// <param name="now">The share.</param>
    /// <param name="before">The earlier one.</param>
    /// <param name="than">The time of the earlier one.</param>
    /// <returns>The text; <see langword="null"/> if the whole of one of them is zero.</returns>
    public static string? ShareDifference(this IStringLocalizer text, Share now, Share before, string than) => now.Whole == 0 || before.Whole == 0
        ? null
        : text.Of(PercentOf(now) - PercentOf(before), points => text.Plural("Difference.Points", points), than);

    /// <summary>The difference between two durations, in minutes or hours.</summary>
    /// <param name="text">The texts.</param>
    /// <param name="now">The duration in seconds.</param>
    /// <param name="before">The earlier one in seconds.</param>
    /// <param name="than">The time of the earlier one.</param>
    public static string TimeDifference(this IStringLocalizer text, long now, long before, string than) => text.Of((now - before) / 60, text.Minutes, than);

    private static string Of(this IStringLocalizer text, long difference, Func<long, string> amount, string than) => difference switch
    {
        0 => text["Difference.None", than],
        > 0 => text["Difference.More", amount(difference), than],
        _ => text["Difference.Less", amount(-difference), than],
    };

    private static long PercentOf(Share share) => (long)Math.Round(100.0 * share.Part / share.Whole);

    private static string Minutes(this IStringLocalizer text, long minutes) => minutes < 60 ? text["Wait.Minutes", minutes] : text.Duration(minutes * 60);
}
