using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>All that the analytics page shows of some days.</summary>
public sealed record AnalyticsFigures
{
    /// <summary>What was asked for.</summary>
    public required AnalyticsQuery Query { get; init; }

    /// <summary>All calls together.</summary>
    public required CallFigures Totals { get; init; }

    /// <summary>The days that can be compared with as many before them; <see langword="null"/> if none can.</summary>
    public required Comparison? Comparison { get; init; }

    /// <summary>The calls of the days before; <see langword="null"/> if there is no comparison.</summary>
    public required CallFigures? Than { get; init; }

    /// <summary>The day of the earliest call; <see langword="null"/> if there are no calls.</summary>
    public required DateOnly? FirstDay { get; init; }

    /// <summary>When the figures were read, on the business's clock.</summary>
    public required DateTime ReadAt { get; init; }

    /// <summary>By day.</summary>
    public required IReadOnlyList<DayCalls> Days { get; init; }

    /// <summary>By hour of the week.</summary>
    public required IReadOnlyList<HourCalls> Hours { get; init; }

    /// <summary>The days of the hour that is opened.</summary>
    public required IReadOnlyList<DayCalls> HourDays { get; init; }

    /// <summary>By who handled them.</summary>
    public required IReadOnlyList<StaffCalls> Staff { get; init; }

    /// <summary>By disposition.</summary>
    public required IReadOnlyList<DispositionCalls> Dispositions { get; init; }

    /// <summary>By what was pressed in a menu.</summary>
    public required IReadOnlyList<IvrKeyCalls> IvrKeys { get; init; }

    /// <summary>Lead stages.</summary>
    public required IReadOnlyList<StageFigures> Stages { get; init; }

    /// <summary>New contacts.</summary>
    public required IReadOnlyList<SourceFigures> Sources { get; init; }

    /// <summary>The calls of the days that are compared; <see langword="null"/> if there is no comparison.</summary>
    public CallFigures? Compared => Comparison is { Days: var days } ? Days.Take(days).Aggregate(CallFigures.None, (sum, day) => sum + day.Figures) : null;

    /// <summary>On how many of the days an hour of the week could have had calls: since the earliest call, and not to come.</summary>
    /// <param name="weekday">The day of the week.</param>
    /// <param name="hour">The hour, 0 to 23.</param>
    /// <returns>Their number, at least 1.</returns>
    public int DaysWith(DayOfWeek weekday, int hour) => Math.Max(1, Query.Filter.Days.Count(day =>
        day.DayOfWeek == weekday && day >= FirstDay && day.ToDateTime(new TimeOnly(hour, 0)) <= ReadAt));

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => Totals.Calls == 0 && Stages.Count == 0 && Sources.Count == 0;
}

/// <summary>Reads all that the analytics page shows.</summary>
public sealed class AnalyticsReader(AnalyticsQueries calls, TallyQueries tallies, BusinessCalendar calendar, TimeProvider time)
{
    /// <summary>Reads it.</summary>
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
