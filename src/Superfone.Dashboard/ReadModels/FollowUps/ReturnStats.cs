using Superfone.Dashboard.Configuration.Hours;
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
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Computes the figures of some missed callers.</summary>
    /// <param name="callers">
    /// The time at which each of them was first missed, UTC, and the seconds until somebody talked to them again, if they did.
    /// </param>
    /// <param name="hours">When the business works, and its target.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public static ReturnFigures Of(IEnumerable<(DateTime FirstMissedUtc, long? Seconds)> callers, BusinessHours hours, DateTime nowUtc)
    {
        var working = hours.Working;
        var all = callers.ToList();
        var sorted = all.Select(caller => caller.Seconds).OfType<long>().Order().ToList();
        return new ReturnFigures(
            all.Count,
            sorted.Count,
            sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2,
            sorted.Count == 0 ? null : sorted[^1],
            Within(hours.Target),
            Within(Hour));

        // A caller who was missed a minute ago can still be called back in time.
        Share Within(TimeSpan work)
        {
            var due = all.Select(caller => (Caller: caller, Utc: working.After(caller.FirstMissedUtc, work))).Where(due => due.Utc <= nowUtc).ToList();
            return new Share(due.Count(due => due.Caller.Seconds is { } seconds && due.Caller.FirstMissedUtc.AddSeconds(seconds) <= due.Utc), due.Count);
        }
    }
}

/// <summary>Figures of a day.</summary>
/// <param name="Day">The business day.</param>
/// <param name="Figures">The figures.</param>
public sealed record DayReturns(DateOnly Day, ReturnFigures Figures);

/// <summary>Figures of an hour of the day.</summary>
/// <param name="Hour">The hour on the business's clock, 0 to 23.</param>
/// <param name="Figures">The figures.</param>
public sealed record HourReturns(int Hour, ReturnFigures Figures);

/// <summary>Figures of an agent, over the callers whom they returned.</summary>
/// <param name="Key">Identifies them: their number as a key, or else their name; <see langword="null"/> if it is not known.</param>
/// <param name="Agent">The name, or else the number; <see langword="null"/> if the calls contain neither.</param>
/// <param name="Figures">The figures.</param>
public sealed record AgentReturns(string? Key, string? Agent, ReturnFigures Figures);
