namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>How many contacts stood in one lead stage.</summary>
/// <param name="Stage">The stage's title, else its id.</param>
/// <param name="Standing">How many stood in it at the end of each day, in order of the days.</param>
/// <param name="Entered">How many entered it on these days.</param>
/// <param name="Left">How many left it on these days.</param>
public sealed record StageFigures(string Stage, IReadOnlyList<long> Standing, long Entered, long Left);

/// <summary>How many contacts of one source were first seen.</summary>
/// <param name="Source">Their source, else their source type; <see langword="null"/> where neither is known.</param>
/// <param name="ByDay">How many on each day, in order of the days.</param>
public sealed record SourceFigures(string? Source, IReadOnlyList<long> ByDay)
{
    /// <summary>How many in all.</summary>
    public long Contacts => ByDay.Sum();
}

/// <summary>How many missed callers one person talked to again.</summary>
/// <param name="Key">Who, as in <see cref="StaffCalls.Key"/>; <see langword="null"/> where the calls do not tell.</param>
/// <param name="ByDay">How many on each day, in order of the days.</param>
/// <param name="SecondsByDay">How long those of each day had waited since they were first missed, in sum, in seconds.</param>
public sealed record ReturnedFigures(string? Key, IReadOnlyList<long> ByDay, IReadOnlyList<long> SecondsByDay)
{
    /// <summary>How long they had waited in all, in seconds.</summary>
    public long Seconds => SecondsByDay.Sum();

    /// <summary>How many in all.</summary>
    public long Returned => ByDay.Sum();

    /// <summary>The figures of the first of these days.</summary>
    public ReturnedFigures Take(int days) => this with { ByDay = [.. ByDay.Take(days)], SecondsByDay = [.. SecondsByDay.Take(days)] };

    /// <summary>How long they had waited on average, in seconds; <see langword="null"/> where there are none.</summary>
    public long? AverageSeconds => Returned == 0 ? null : (long)Math.Round((double)Seconds / Returned);
}
