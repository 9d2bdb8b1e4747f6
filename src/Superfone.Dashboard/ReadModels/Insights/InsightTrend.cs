
namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>How often a title came up over a period.</summary>
/// <param name="Steps">The period in days, weeks or months, oldest first.</param>
/// <param name="Unit">Which of them.</param>
/// <param name="Days">How many of the business's days they are.</param>
/// <param name="Before">How many calls had the title in as many days before; <see langword="null"/> if the period has no beginning, or they are too many to count.</param>
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

/// <summary>How long the steps of a trend are.</summary>
public enum TrendUnit
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A week from Monday on, as far as it lies in the period.</summary>
    Week,

    /// <summary>A month, as far as it lies in the period.</summary>
    Month,
}
