using Superfone.Dashboard.ReadModels.Analytics;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>How soon missed calls were returned.</summary>
/// <param name="All">Over the whole span.</param>
/// <param name="ByDay">By the business day on which they were first missed, latest first; days without any are left out.</param>
/// <param name="ByAgent">By who had the call that returned them, most returns first.</param>
public sealed record ReturnStats(ReturnFigures All, IReadOnlyList<DayReturns> ByDay, IReadOnlyList<AgentReturns> ByAgent);

/// <summary>Figures over some missed callers.</summary>
/// <param name="Missed">Number of callers.</param>
/// <param name="Returned">Number of those who were talked to again.</param>
/// <param name="MedianSeconds">Median time until they were, in seconds.</param>
/// <param name="SlowestSeconds">Longest time until one of them was, in seconds.</param>
/// <param name="InQuarter">Those who were talked to again within 15 minutes, of those whose 15 minutes are over.</param>
/// <param name="InHour">Those who were talked to again within an hour, of those whose hour is over.</param>
public sealed record ReturnFigures(int Missed, int Returned, long? MedianSeconds, long? SlowestSeconds, Share InQuarter, Share InHour)
{
    private const long Quarter = 15 * 60;
    private const long Hour = 60 * 60;

    /// <summary>Figures over some missed callers.</summary>
    /// <param name="callers">When each of them was first missed, UTC, and the seconds until they were talked to again, if they were.</param>
    /// <param name="nowUtc">The present, UTC.</param>
    public static ReturnFigures Of(IEnumerable<(DateTime FirstMissedUtc, long? Seconds)> callers, DateTime nowUtc)
    {
        var all = callers.ToList();
        var sorted = all.Select(caller => caller.Seconds).OfType<long>().Order().ToList();
        return new ReturnFigures(
            all.Count,
            sorted.Count,
            sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2,
            sorted.Count == 0 ? null : sorted[^1],
            Within(Quarter),
            Within(Hour));

        // Who was missed a minute ago can still be called back in time.
        Share Within(long seconds)
        {
            var due = all.Where(caller => caller.FirstMissedUtc.AddSeconds(seconds) <= nowUtc).ToList();
            return new Share(due.Count(caller => caller.Seconds <= seconds), due.Count);
        }
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
