using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Insights;

namespace Superfone.Dashboard.Localization;

/// <summary>Texts about the values of insights.</summary>
public static class InsightValueText
{
    private const int Most = 4;

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
        var ranked = values.Where(value => value.TitleKey == count.Key).Take(Most).ToList();
        if (ranked.Count == 0)
            return null;
        var isWhole = ranked.Sum(value => value.Calls) >= count.Calls;
        return string.Join(" · ", ranked.Select(value => $"{text.ValueOf(value)} {(isWhole ? text.Percent(value.Calls, count.Calls) : Display.Number(value.Calls))}"));
    }
}
