using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Figures of missed callers, computed one by one.</summary>
internal static class MissedCallers
{
    /// <summary>The figures of some missed callers.</summary>
    /// <param name="callers">When each of them was first missed, UTC, and the seconds until somebody talked to them again, if they did.</param>
    /// <param name="hours">When the business works, and its target.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public static ReturnFigures FiguresOf(IEnumerable<(DateTime FirstMissedUtc, long? Seconds)> callers, BusinessHours hours, DateTime nowUtc)
    {
        var all = callers.ToList();
        var sorted = all.Select(caller => caller.Seconds).OfType<long>().Order().ToList();
        return new ReturnFigures(
            all.Count,
            sorted.Count,
            sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2,
            sorted.Count == 0 ? null : sorted[^1],
            Within(hours.Target),
            Within(TimeSpan.FromHours(1)));

        Share Within(TimeSpan work)
        {
            var due = all.Select(caller => (Caller: caller, Utc: hours.Working.After(caller.FirstMissedUtc, work))).Where(due => due.Utc <= nowUtc).ToList();
            return new Share(due.Count(due => due.Caller.Seconds is { } seconds && due.Caller.FirstMissedUtc.AddSeconds(seconds) <= due.Utc), due.Count);
        }
    }
}
