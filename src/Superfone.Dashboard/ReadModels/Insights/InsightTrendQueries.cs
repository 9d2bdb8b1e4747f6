using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Counts calls with a title over time.</summary>
public sealed class InsightTrendQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones, BusinessCalendar calendar, TimeProvider time)
{
    private const int MostDays = 45;
    private const int MostWeeks = 60;

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
        var unit = days <= MostDays ? TrendUnit.Day : days <= MostWeeks * 7 ? TrendUnit.Week : TrendUnit.Month;
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
        var counts = keys.CountBy(key => FirstOf(calendar.DayOf(SortKey.InstantOf(key)), unit)).ToDictionary();
        List<TrendStep> steps = [];
        for (var begin = FirstOf(first, unit); begin <= last; begin = Next(begin, unit))
        {
            var (from, until) = (begin < first ? first : begin, Next(begin, unit).AddDays(-1));
            steps.Add(new TrendStep(from, until > last ? last : until, counts.GetValueOrDefault(begin)));
        }

        return steps;
    }

    private static DateOnly FirstOf(DateOnly day, TrendUnit unit) => unit switch
    {
        TrendUnit.Day => day,
        TrendUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        TrendUnit.Month => new DateOnly(day.Year, day.Month, 1),
    };

    private static DateOnly Next(DateOnly begin, TrendUnit unit) => unit switch
    {
        TrendUnit.Day => begin.AddDays(1),
        TrendUnit.Week => begin.AddDays(7),
        TrendUnit.Month => begin.AddMonths(1),
    };
}
