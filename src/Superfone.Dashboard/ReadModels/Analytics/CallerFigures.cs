namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>The customers who called on some days. Marked numbers are left out.</summary>
/// <param name="Unique">The number of numbers that called.</param>
/// <param name="New">The number of those with which there was no call before these days.</param>
/// <param name="Repeat">The number of times that a number called more than once on a day.</param>
public sealed record CallerFigures(long Unique, long New, long Repeat)
{
    /// <summary>The figures of nobody.</summary>
    public static CallerFigures None { get; } = new(0, 0, 0);

    /// <summary>The number of numbers with which there was a call before these days.</summary>
    public long Returning => Unique - New;
}

/// <summary>The customers who called on some days, and on each of them.</summary>
/// <param name="All">Those of all days, each counted once.</param>
/// <param name="Days">Those of each day, in order.</param>
public sealed record CallersByDay(CallerFigures All, IReadOnlyList<CallerFigures> Days)
{
    /// <summary>Nobody on no day.</summary>
    public static CallersByDay None { get; } = new(CallerFigures.None, []);
}
