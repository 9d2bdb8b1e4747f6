namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>The number of contacts in a lead stage.</summary>
/// <param name="Stage">The stage's title, or else its id.</param>
/// <param name="Standing">The number in it at the end of each day, in order of the days.</param>
/// <param name="Entered">The number that entered it on these days.</param>
/// <param name="Left">The number that left it on these days.</param>
public sealed record StageFigures(string Stage, IReadOnlyList<long> Standing, long Entered, long Left);

/// <summary>The number of new contacts from a source.</summary>
/// <param name="Source">Their source, or else their source type; <see langword="null"/> if neither is known.</param>
/// <param name="ByDay">The number on each day, in order of the days.</param>
public sealed record SourceFigures(string? Source, IReadOnlyList<long> ByDay)
{
    /// <summary>The total.</summary>
    public long Contacts => ByDay.Sum();
}

/// <summary>The number of missed calls that an agent returned.</summary>
/// <param name="Key">The agent, as in <see cref="StaffCalls.Key"/>; <see langword="null"/> if the calls do not contain one.</param>
/// <param name="ByDay">The number on each day, in order of the days.</param>
/// <param name="SecondsByDay">The total waiting time of those of each day since they were first missed, in seconds.</param>
public sealed record ReturnedFigures(string? Key, IReadOnlyList<long> ByDay, IReadOnlyList<long> SecondsByDay)
{
    /// <summary>The total waiting time in seconds.</summary>
    public long Seconds => SecondsByDay.Sum();

    /// <summary>The total.</summary>
    public long Returned => ByDay.Sum();

    /// <summary>The figures of the first of these days.</summary>
    public ReturnedFigures Take(int days) => this with { ByDay = [.. ByDay.Take(days)], SecondsByDay = [.. SecondsByDay.Take(days)] };

    /// <summary>Average waiting time in seconds; <see langword="null"/> if there are none.</summary>
    public long? AverageSeconds => Returned == 0 ? null : (long)Math.Round((double)Seconds / Returned);
}
