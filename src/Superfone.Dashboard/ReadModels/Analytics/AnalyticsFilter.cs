namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Which days figures are computed over.</summary>
/// <param name="First">The first business day.</param>
/// <param name="Last">The last business day; it is among them.</param>
/// <param name="Account">
/// Only calls through this Superfone number, in any written form. Contacts and returns belong to no number: their figures are of all.
/// </param>
public sealed record AnalyticsFilter(DateOnly First, DateOnly Last, string? Account = null)
{
    /// <summary>Every one of the days, in order.</summary>
    public IEnumerable<DateOnly> Days => Enumerable.Range(First.DayNumber, Math.Max(0, Last.DayNumber - First.DayNumber + 1)).Select(DateOnly.FromDayNumber);
}
