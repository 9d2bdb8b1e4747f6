using Superfone.Dashboard.ReadModels.QueryStrings;

namespace Superfone.Dashboard.ReadModels.Summaries;

/// <summary>Selects waiting summaries; conditions that are <see langword="null"/> do not apply.</summary>
public sealed record SummaryFilter
{
    /// <summary>Words to find in the summary, its insights and the transcript.</summary>
    [SearchWords]
    public string? Q { get; init; }
}
