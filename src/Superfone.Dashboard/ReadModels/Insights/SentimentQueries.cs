using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Filters;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Counts how customers felt over time.</summary>
public sealed class SentimentQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones, BusinessCalendar calendar, TimeProvider time)
{
    private static readonly Dictionary<string, Sentiment> ByKey = Sentiments.All.ToDictionary(Sentiments.KeyOf);

    /// <summary>Counts calls by sentiment and by day, week or month, of the newest <see cref="InsightQueries.MostCounted"/> calls with one.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter, with the title of the sentiment; its value and its words are ignored.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The counts; <see langword="null"/> if there are none. Values that are no <see cref="Sentiment"/> are left out.</returns>
    public async Task<SentimentTrend?> ReadAsync(Visibility visibility, InsightFilter filter, CancellationToken cancellation = default)
    {
        var keys = ByKey.Keys.ToList();
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var insights = await readModel.ApplyFilterToNewestAsync(filter with { Value = null, OpenCallbacks = null }, InsightQueries.MostCounted, phones, cancellation);
        var counts = await insights
            .WithValues(readModel)
            .Where(value => EF.Constant(keys).Contains(value.ValueKey))
            .GroupBy(value => new { value.ValueKey, Quarter = value.SortKey / QuarterHour.Length })
            .Select(group => new { group.Key.ValueKey, group.Key.Quarter, Calls = group.Count() })
            .ToListAsync(cancellation);
        if (counts.Count == 0)
            return null;

        var now = time.GetUtcNow().UtcDateTime;
        var (first, last) = (
            calendar.DayOf(filter.From ?? QuarterHour.StartOf(counts.Min(count => count.Quarter))),
            calendar.DayOf(filter.To is { } to && to < now ? to.AddTicks(-1) : now));

        // A call may begin in the future.
        if (last < first)
            return null;
        var unit = TrendSteps.UnitFor(last.DayNumber - first.DayNumber + 1);
        var byStep = counts.ToLookup(count => TrendSteps.BeginOf(calendar.DayOf(QuarterHour.StartOf(count.Quarter)), unit));
        return new SentimentTrend(filter.TitleKey ?? "", unit, [.. TrendSteps.Between(first, last, unit).Select(step => new SentimentStep(
            step.First,
            step.Last,
            byStep[step.Begin].GroupBy(count => ByKey[count.ValueKey]).ToDictionary(sentiment => sentiment.Key, sentiment => sentiment.Sum(count => count.Calls))))]);
    }
}
