using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.ReadModels.Filters;

/// <summary>
/// Quarters of an hour, by which SQL groups calls whose business days and hours are told apart afterwards: the offset of every time zone is a
/// multiple of 15 minutes, so that each of them is within one hour in every zone.
/// </summary>
internal static class QuarterHour
{
    /// <summary>Its length in sort keys: a sort key divided by it is the number of its quarter.</summary>
    public static readonly long Length = SortKey.First(DateTime.UnixEpoch.AddMinutes(15));

    /// <summary>Its first instant, UTC.</summary>
    /// <param name="number">Its number.</param>
    public static DateTime StartOf(long number) => SortKey.InstantOf(number * Length);
}
