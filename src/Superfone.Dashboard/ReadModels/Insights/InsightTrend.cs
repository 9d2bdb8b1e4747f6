
namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>The number of calls with a title over a period.</summary>
/// <param name="Steps">The period in days, weeks or months, oldest first.</param>
/// <param name="Unit">The length of a step.</param>
/// <param name="Days">The length of the period in business days.</param>
/// <param name="Before">
/// The number of calls with the title in the same number of days before; <see langword="null"/> if the period has no beginning, or if there
/// are too many to count.
/// </param>
public sealed record InsightTrend(IReadOnlyList<TrendStep> Steps, TrendUnit Unit, int Days, int? Before)
{
    /// <summary>Number of calls in the period.</summary>
    public int Calls => Steps.Sum(step => step.Calls);
}

/// <summary>One step of a trend.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="Calls">The number of calls with the title.</param>
public sealed record TrendStep(DateOnly First, DateOnly Last, int Calls);

/// <summary>The lengths of the steps of a trend.</summary>
public enum TrendUnit
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>The part of a week, from Monday on, that is in the period.</summary>
    Week,

    /// <summary>The part of a month that is in the period.</summary>
    Month,
}
