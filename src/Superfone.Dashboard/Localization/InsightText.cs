using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about insights, their values and their trends.</summary>
public static class InsightText
{
    private const int MostNew = 99;
    private const int MostValues = 4;

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

    /// <summary>A value, or the name of a sentiment.</summary>
    public static string ValueOf(this IStringLocalizer text, InsightValue value) =>
        Sentiments.IsTitle(value.TitleKey) && Sentiments.Of(value.Key) is { } sentiment ? text.NameOf(sentiment) : value.Value;

    /// <summary>
    /// The most frequent values of a title with their numbers: <c>Price 43 · Delivery 18</c>, or with their shares where a few values are
    /// all there are, as of a sentiment: <c>Positive 61 % · Neutral 39 %</c>; <see langword="null"/> if no value came up twice.
    /// </summary>
    /// <param name="text">The texts.</param>
    /// <param name="count">The title.</param>
    /// <param name="values">The values, of any titles, most frequent first.</param>
    public static string? Ranked(this IStringLocalizer text, InsightCount count, IEnumerable<InsightValue> values)
    {
        var ranked = values.Where(value => value.TitleKey == count.Key).Take(MostValues).ToList();
        if (ranked.Count == 0)
            return null;
        var isWhole = ranked.Sum(value => value.Calls) >= count.Calls;
        return string.Join(" · ", ranked.Select(value => $"{text.ValueOf(value)} {(isWhole ? text.Percent(value.Calls, count.Calls) : Display.Number(value.Calls))}"));
    }
}
