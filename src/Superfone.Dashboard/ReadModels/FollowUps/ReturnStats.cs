namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>How soon missed calls were returned.</summary>
/// <param name="All">Over the whole span.</param>
/// <param name="ByDay">By the business day on which they were first missed, latest first; days without any are left out.</param>
/// <param name="ByAgent">By who had the call that returned them, most returns first.</param>
public sealed record ReturnStats(ReturnFigures All, IReadOnlyList<DayReturns> ByDay, IReadOnlyList<AgentReturns> ByAgent);

/// <summary>Figures over some missed callers.</summary>
/// <param name="Missed">How many were missed.</param>
/// <param name="Returned">How many of them were talked to again.</param>
/// <param name="MedianSeconds">Half of those were talked to within so many seconds.</param>
/// <param name="SlowestSeconds">The one that took longest, in seconds.</param>
/// <param name="WithinQuarter">How many were talked to within 15 minutes.</param>
/// <param name="WithinHour">How many were talked to within an hour.</param>
public sealed record ReturnFigures(int Missed, int Returned, long? MedianSeconds, long? SlowestSeconds, int WithinQuarter, int WithinHour)
{
    private const long Quarter = 15 * 60;
    private const long Hour = 60 * 60;

    /// <summary>Figures of so many missed callers.</summary>
    /// <param name="missed">How many were missed.</param>
    /// <param name="seconds">How long each of those who were talked to again had waited.</param>
    public static ReturnFigures Of(int missed, IEnumerable<long> seconds)
    {
        var sorted = seconds.Order().ToList();
        return new ReturnFigures(
            missed,
            sorted.Count,
            sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2,
            sorted.Count == 0 ? null : sorted[^1],
            sorted.Count(wait => wait <= Quarter),
            sorted.Count(wait => wait <= Hour));
    }
}

/// <summary>Figures of a day.</summary>
/// <param name="Day">The business day.</param>
/// <param name="Figures">The figures.</param>
public sealed record DayReturns(DateOnly Day, ReturnFigures Figures);

/// <summary>Figures of an agent, over those callers whom they returned.</summary>
/// <param name="Key">Identifies them: their number as a key, else their name; <see langword="null"/> if it is not known.</param>
/// <param name="Agent">Name, else number; <see langword="null"/> if the calls do not tell.</param>
/// <param name="Figures">The figures.</param>
public sealed record AgentReturns(string? Key, string? Agent, ReturnFigures Figures);
