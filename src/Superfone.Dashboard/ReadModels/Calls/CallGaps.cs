namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>The number of answered calls in a range of time without a recording or a summary.</summary>
/// <param name="Answered">Number of answered calls.</param>
/// <param name="WithoutRecording">Number of those whose recording was never announced.</param>
/// <param name="WithoutSummary">Number of those that have no summary.</param>
public sealed record CallGaps(int Answered, int WithoutRecording, int WithoutSummary);

/// <summary>The kinds of gaps of an answered call.</summary>
public enum CallGap
{
    /// <summary>Its recording was never announced.</summary>
    Recording,

    /// <summary>It has no summary.</summary>
    Summary,

    /// <summary>Its recording was announced but could not be copied here.</summary>
    Download,
}
