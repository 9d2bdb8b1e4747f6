using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Summaries;

namespace Superfone.Dashboard.Components.Pages.Summaries;

/// <summary>A summary that waits for its call, with the calls that it may be about.</summary>
/// <param name="Summary">The summary.</param>
/// <param name="Candidates">The calls, latest first.</param>
public sealed record WaitingSummary(UnmatchedSummary Summary, IReadOnlyList<CallItem> Candidates)
{
    /// <summary>The call that it was linked to since it was listed.</summary>
    public CallItem? Linked { get; init; }

    /// <summary>Whether the reader did that.</summary>
    public bool IsLinkedHere { get; init; }
}
