using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Summaries;

namespace Superfone.Dashboard.Components.Pages.Summaries;

/// <summary>A summary without a call, with the calls it may belong to.</summary>
/// <param name="Summary">The summary.</param>
/// <param name="Candidates">The calls, latest first.</param>
public sealed record WaitingSummary(UnmatchedSummary Summary, IReadOnlyList<CallItem> Candidates)
{
    /// <summary>The call it has been linked to since it was listed.</summary>
    public CallItem? Linked { get; init; }

    /// <summary>Whether the reader linked it.</summary>
    public bool IsLinkedHere { get; init; }
}
