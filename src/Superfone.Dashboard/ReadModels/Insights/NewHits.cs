namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>The number of new hits of a search.</summary>
/// <param name="Count">How many were counted.</param>
/// <param name="IsAtLeast">Whether there may be more: more summaries have come than are looked through.</param>
public sealed record NewHits(int Count, bool IsAtLeast)
{
    /// <summary>None.</summary>
    public static readonly NewHits None = new(0, false);
}
