namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>The number of new results of a search.</summary>
/// <param name="Count">The number counted.</param>
/// <param name="IsAtLeast">Whether there may be more: more summaries have arrived than are searched.</param>
public sealed record NewHits(int Count, bool IsAtLeast)
{
    /// <summary>No new results.</summary>
    public static readonly NewHits None = new(0, false);
}
