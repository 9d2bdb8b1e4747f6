using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>The times until missed calls were returned.</summary>
/// <param name="All">The figures over the whole range.</param>
/// <param name="ByDay">
/// The figures by the business day on which callers were first missed, latest first; days without any are left out.
/// </param>
/// <param name="ByAgent">The figures by the agent of the call that returned them, most returns first.</param>
public sealed record ReturnStats(ReturnFigures All, IReadOnlyList<DayReturns> ByDay, IReadOnlyList<AgentReturns> ByAgent)
{
    /// <summary>The figures by the hour in which callers were first missed; hours without any are left out.</summary>
    public IReadOnlyList<HourReturns> ByHour { get; init; } = [];
}

/// <summary>Figures of some missed callers.</summary>
/// <param name="Missed">Number of callers.</param>
/// <param name="Returned">Number of those to whom somebody talked again.</param>
/// <param name="MedianSeconds">Median time until then, in seconds.</param>
/// <param name="SlowestSeconds">Longest time until then, in seconds.</param>
/// <param name="InTarget">Those to whom somebody talked again within the target of working time, among those for whom it is over.</param>
/// <param name="InHour">Those to whom somebody talked again within an hour of working time, among those whose hour is over.</param>
public sealed record ReturnFigures(int Missed, int Returned, long? MedianSeconds, long? SlowestSeconds, Share InTarget, Share InHour)
{
    /// <summary>The figures of nobody.</summary>
    public static ReturnFigures None { get; } = new(0, 0, null, null, default, default);
}

/// <summary>Figures of a day.</summary>
/// <param name="Day">The business day.</param>
/// <param name="Figures">The figures.</param>
public sealed record DayReturns(DateOnly Day, ReturnFigures Figures);

/// <summary>Figures of an hour of the day.</summary>
/// <param name="Hour">The hour on the business's clock, 0 to 23.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Days">The days on which callers were first missed in this hour, latest first, with their number.</param>
public sealed record HourReturns(int Hour, ReturnFigures Figures, IReadOnlyList<(DateOnly Day, int Callers)> Days);

/// <summary>Figures of an agent, over the callers whom they returned.</summary>
/// <param name="Key">Identifies them: their number as a key, or else their name; <see langword="null"/> if it is not known.</param>
/// <param name="Agent">The name, or else the number; <see langword="null"/> if the calls contain neither.</param>
/// <param name="Figures">The figures.</param>
public sealed record AgentReturns(string? Key, string? Agent, ReturnFigures Figures);
