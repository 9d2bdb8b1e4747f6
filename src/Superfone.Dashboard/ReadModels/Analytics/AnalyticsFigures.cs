using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>All figures of the analytics page.</summary>
public sealed record AnalyticsFigures
{
    /// <summary>The query.</summary>
    public required AnalyticsQuery Query { get; init; }

    /// <summary>The totals of all calls.</summary>
    public required CallFigures Totals { get; init; }

    /// <summary>The days that can be compared with the same number of days before them; <see langword="null"/> if none can.</summary>
    public required Comparison? Comparison { get; init; }

    /// <summary>The calls of the days before; <see langword="null"/> if there is no comparison.</summary>
    public required CallFigures? Than { get; init; }

    /// <summary>The day of the earliest call; <see langword="null"/> if there are no calls.</summary>
    public required DateOnly? FirstDay { get; init; }

    /// <summary>The time at which the figures were read, on the business's clock.</summary>
    public required DateTime ReadAt { get; init; }

    /// <summary>Calls by day.</summary>
    public required IReadOnlyList<DayCalls> Days { get; init; }

    /// <summary>Calls by hour of the week.</summary>
    public required IReadOnlyList<HourCalls> Hours { get; init; }

    /// <summary>The days of the selected hour of the week.</summary>
    public required IReadOnlyList<DayCalls> HourDays { get; init; }

    /// <summary>Calls by agent.</summary>
    public required IReadOnlyList<StaffCalls> Staff { get; init; }

    /// <summary>Calls by disposition.</summary>
    public required IReadOnlyList<DispositionCalls> Dispositions { get; init; }

    /// <summary>Calls by the key that was pressed in a menu.</summary>
    public required IReadOnlyList<IvrKeyCalls> IvrKeys { get; init; }

    /// <summary>Lead stages.</summary>
    public required IReadOnlyList<StageFigures> Stages { get; init; }

    /// <summary>New contacts.</summary>
    public required IReadOnlyList<SourceFigures> Sources { get; init; }

    /// <summary>The calls of the days that are compared; <see langword="null"/> if there is no comparison.</summary>
    public CallFigures? Compared => Comparison is { Days: var days } ? Days.Take(days).Aggregate(CallFigures.None, (sum, day) => sum + day.Figures) : null;

    /// <summary>
    /// The number of days on which an hour of the week could have had calls: since the earliest call, and not in the future.
    /// </summary>
    /// <param name="weekday">The day of the week.</param>
    /// <param name="hour">The hour, 0 to 23.</param>
    /// <returns>The number, at least 1.</returns>
    public int DaysWith(DayOfWeek weekday, int hour) => Math.Max(1, Query.Filter.Days.Count(day =>
        day.DayOfWeek == weekday && day >= FirstDay && day.ToDateTime(new TimeOnly(hour, 0)) <= ReadAt));

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => Totals.Calls == 0 && Stages.Count == 0 && Sources.Count == 0;
}

/// <summary>Reads the figures of the analytics page.</summary>
public sealed class AnalyticsReader(AnalyticsQueries calls, TallyQueries tallies, BusinessCalendar calendar, TimeProvider time)
{
    /// <summary>Reads the figures.</summary>
    public async Task<AnalyticsFigures> ReadAsync(AnalyticsQuery query, CancellationToken cancellation = default)
    {
        var now = calendar.ToLocal(time.GetUtcNow().UtcDateTime);
        var days = await calls.DaysAsync(query.Filter, cancellation);
        var coveredFrom = await calls.CoveredFromAsync(query.Filter.Account, cancellation);
        var comparison = Comparison.Of(query.Filter, query.Filter.First.AddDays(-days.Count), DateOnly.FromDateTime(now), coveredFrom);
        return new AnalyticsFigures
        {
            Query = query,
            Totals = days.Aggregate(CallFigures.None, (sum, day) => sum + day.Figures),
            Comparison = comparison,
            Than = comparison is null ? null : await calls.TotalsAsync(comparison.Than, cancellation),
            FirstDay = coveredFrom?.AddDays(-1),
            ReadAt = now,
            Days = days,
            Hours = await calls.HoursAsync(query.Filter, cancellation),
            HourDays = query.Cell is { } cell ? await calls.HourDaysAsync(query.Filter, cell.Weekday, cell.Hour, cancellation) : [],
            Staff = await calls.StaffAsync(query.Filter, cancellation),
            Dispositions = await calls.DispositionsAsync(query.Filter, cancellation),
            IvrKeys = await calls.IvrKeysAsync(query.Filter, cancellation),
            Stages = await tallies.StagesAsync(query.Filter, cancellation),
            Sources = await tallies.NewContactsAsync(query.Filter, cancellation),
        };
    }
}
