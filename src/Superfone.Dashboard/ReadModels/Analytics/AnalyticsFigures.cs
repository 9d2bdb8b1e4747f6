using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;

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

    /// <summary>The customers who called.</summary>
    public CallersByDay Callers { get; init; } = CallersByDay.None;

    /// <summary>The customers who called on the days that are compared, and on the days before; <see langword="null"/> if there is no comparison.</summary>
    public (CallerFigures Now, CallerFigures Than)? ComparedCallers { get; init; }

    /// <summary>Missed calls by hour and reason.</summary>
    public MissedHours MissedHours { get; init; } = MissedHours.None;

    /// <summary>How soon missed callers were called back; <see langword="null"/> if nobody was missed.</summary>
    public ReturnStats? Returns { get; init; }

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
public sealed class AnalyticsReader(
    AnalyticsQueries calls, CallerQueries callers, MissedHourQueries missed, ReturnStatsQueries returns, TallyQueries tallies, BusinessCalendar calendar, TimeProvider time)
{
    /// <summary>Reads the figures.</summary>
    public async Task<AnalyticsFigures> ReadAsync(Visibility visibility, AnalyticsQuery query, CancellationToken cancellation = default)
    {
        var now = calendar.ToLocal(time.GetUtcNow().UtcDateTime);
        var days = await calls.DaysAsync(visibility, query.Filter, cancellation);
        var coveredFrom = await calls.CoveredFromAsync(visibility, query.Filter.Account, cancellation);
        var comparison = Comparison.Of(query.Filter, query.Filter.First.AddDays(-days.Count), DateOnly.FromDateTime(now), coveredFrom);
        var returned = await returns.ReadAsync(
            visibility, calendar.StartOfUtc(query.Filter.First), calendar.StartOfUtc(query.Filter.Last.AddDays(1)), query.Filter.Account, cancellation);
        var called = await callers.ReadAsync(visibility, query.Filter, cancellation);
        return new AnalyticsFigures
        {
            Query = query,
            Totals = days.Aggregate(CallFigures.None, (sum, day) => sum + day.Figures),
            Comparison = comparison,
            Than = comparison is null ? null : await calls.TotalsAsync(visibility, comparison.Than, cancellation),
            FirstDay = coveredFrom?.AddDays(-1),
            ReadAt = now,
            Days = days,
            Hours = await calls.HoursAsync(visibility, query.Filter, cancellation),
            HourDays = query.Cell is { } cell ? await calls.HourDaysAsync(visibility, query.Filter, cell.Weekday, cell.Hour, cancellation) : [],
            Staff = await calls.StaffAsync(visibility, query.Filter, cancellation),
            Dispositions = await calls.DispositionsAsync(visibility, query.Filter, cancellation),
            IvrKeys = await calls.IvrKeysAsync(visibility, query.Filter, cancellation),
            Stages = await tallies.StagesAsync(visibility, query.Filter, cancellation),
            Callers = called,
            ComparedCallers = comparison is null ? null
                : ((comparison.Now == query.Filter ? called : await callers.ReadAsync(visibility, comparison.Now, cancellation)).All, (await callers.ReadAsync(visibility, comparison.Than, cancellation)).All),
            MissedHours = await missed.ReadAsync(visibility, query.Filter, cancellation),
            Returns = returned.All.Missed == 0 ? null : returned,
            Sources = await tallies.NewContactsAsync(visibility, query.Filter, cancellation),
        };
    }
}
