namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>All that the analytics page shows of some days.</summary>
public sealed record AnalyticsFigures
{
    /// <summary>What was asked for.</summary>
    public required AnalyticsQuery Query { get; init; }

    /// <summary>All calls together.</summary>
    public required CallFigures Totals { get; init; }

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

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => Totals.Calls == 0 && Stages.Count == 0 && Sources.Count == 0;
}

/// <summary>Reads all that the analytics page shows.</summary>
public sealed class AnalyticsReader(AnalyticsQueries calls, TallyQueries tallies)
{
    /// <summary>Reads it.</summary>
    public async Task<AnalyticsFigures> ReadAsync(AnalyticsQuery query, CancellationToken cancellation = default)
    {
        var days = await calls.DaysAsync(query.Filter, cancellation);
        return new AnalyticsFigures
        {
            Query = query,
            Totals = days.Aggregate(CallFigures.None, (sum, day) => sum + day.Figures),
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
