using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Counts calls with a title over time.</summary>
public sealed class InsightTrendQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones, BusinessCalendar calendar, TimeProvider time)
{
    /// <summary>Counts calls with a title by days, weeks or months up to the present, and in the same number of days before.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter, with the title; its words are ignored.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The trend; <see langword="null"/> if there is nothing to count, or more than <see cref="InsightQueries.MostCounted"/> calls.</returns>
    public async Task<InsightTrend?> ReadAsync(Visibility visibility, InsightFilter filter, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var keys = await KeysAsync(readModel, filter, cancellation);
        if (keys is null || (keys.Count == 0 && filter.From is null))
            return null;

        var now = time.GetUtcNow().UtcDateTime;
        var end = filter.To is { } to && to < now ? to.AddTicks(-1) : now;
        var (first, last) = (calendar.DayOf(filter.From ?? SortKey.InstantOf(keys[^1])), calendar.DayOf(end));
        if (last < first)
            return null;
        var days = last.DayNumber - first.DayNumber + 1;
        var unit = TrendSteps.UnitFor(days);
        var before = filter.From is { } from
            ? (await KeysAsync(readModel, filter with { From = Earlier(from, days), To = Earlier(filter.To < now ? filter.To.Value : now, days) }, cancellation))?.Count
            : null;
        return new InsightTrend(Steps(keys, first, last, unit), unit, days, before);
    }

    private async Task<List<long>?> KeysAsync(ReadModelContext readModel, InsightFilter filter, CancellationToken cancellation)
    {
        var insights = await readModel.ApplyFilterAsync(filter, phones, cancellation);
        var keys = await insights.OrderByDescending(insight => insight.SortKey).Select(insight => insight.SortKey)
            .Take(InsightQueries.MostCounted + 1).ToListAsync(cancellation);
        return keys.Count > InsightQueries.MostCounted ? null : keys;
    }

    // The same time of day a number of days earlier, on the business's clock.
    private DateTime Earlier(DateTime utc, int days)
    {
        var day = calendar.DayOf(utc);
        return calendar.StartOfUtc(day.AddDays(-days)) + (utc - calendar.StartOfUtc(day));
    }

    private List<TrendStep> Steps(List<long> keys, DateOnly first, DateOnly last, TrendUnit unit)
    {
        var counts = keys.CountBy(key => TrendSteps.BeginOf(calendar.DayOf(SortKey.InstantOf(key)), unit)).ToDictionary();
        return [.. TrendSteps.Between(first, last, unit).Select(step => new TrendStep(step.First, step.Last, counts.GetValueOrDefault(step.Begin)))];
    }
}
