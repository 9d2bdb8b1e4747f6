using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Missed calls by the hour in which they started, with the reasons.</summary>
/// <param name="Hours">The hours with missed calls, 0 to 23, in order.</param>
/// <param name="LeftBeforeUtc">Calls before this instant are left out because there are too many, UTC; <see langword="null"/> if all are counted.</param>
public sealed record MissedHours(IReadOnlyList<MissedHour> Hours, DateTime? LeftBeforeUtc)
{
    /// <summary>No missed calls.</summary>
    public static MissedHours None { get; } = new([], null);
}

/// <summary>The missed calls of one hour of the day.</summary>
/// <param name="Hour">The hour on the business's clock, 0 to 23.</param>
/// <param name="ByReason">The number of calls with each reason; those without calls are left out.</param>
/// <param name="Days">The days with missed calls in this hour, latest first, with their number.</param>
public sealed record MissedHour(int Hour, IReadOnlyDictionary<MissedReason, int> ByReason, IReadOnlyList<(DateOnly Day, int Calls)> Days)
{
    /// <summary>The number of calls.</summary>
    public int Calls => ByReason.Values.Sum();
}
