using Microsoft.Extensions.Localization;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about insights and their trends.</summary>
public static class InsightText
{
    private const int MostNew = 99;

    /// <summary>The title of an insight, or a text for one without a title.</summary>
    public static string InsightTitle(this IStringLocalizer text, string? title) =>
        Domain.Summaries.InsightTitle.Of(title) is { Length: > 0 } known ? known : text["Insight.NoTitle"];

    /// <summary>The number of new results: <c>7</c>, <c>7+</c>, <c>99+</c>.</summary>
    public static string NumberOf(this IStringLocalizer text, NewHits hits) =>
        hits.IsAtLeast || hits.Count > MostNew ? text["Common.AtLeast", Math.Min(hits.Count, MostNew)] : Display.Number(hits.Count);

    /// <summary>A step: <c>Mon 4 May</c>, <c>4 – 10 May</c>.</summary>
    public static string NameOf(this IStringLocalizer text, TrendStep step) => text.Days(step.First, step.Last);

    /// <summary>
    /// The comparison with the same number of days before: <c>+12 vs the 30 days before</c>; <see langword="null"/> if there is nothing to
    /// compare with.
    /// </summary>
    public static string? Comparison(this IStringLocalizer text, InsightTrend trend)
    {
        if (trend.Before is not { } before)
            return null;
        var days = text.Plural("Trend.DaysBefore", trend.Days);
        return (trend.Calls - before) switch
        {
            _ when before == 0 => text.Plural("Trend.None", trend.Days, days),
            0 => text["Trend.Same", days],
            > 0 and var more => text["Trend.More", more, days],
            var less => text["Trend.Less", -less, days],
        };
    }
}
