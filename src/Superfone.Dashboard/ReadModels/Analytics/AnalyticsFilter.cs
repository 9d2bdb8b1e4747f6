namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>The days that figures cover.</summary>
/// <param name="First">The first business day.</param>
/// <param name="Last">The last business day, included.</param>
/// <param name="Account">
/// Only calls through this Superfone number, in any written form. Contacts and returns belong to no number: their figures cover all
/// numbers.
/// </param>
public sealed record AnalyticsFilter(DateOnly First, DateOnly Last, string? Account = null)
{
    /// <summary>All of the days, in order.</summary>
    public IEnumerable<DateOnly> Days => Enumerable.Range(First.DayNumber, Math.Max(0, Last.DayNumber - First.DayNumber + 1)).Select(DateOnly.FromDayNumber);
}
