using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Tables;

namespace Superfone.Dashboard.Projections.Summaries;

/// <summary>
/// Infers the call of a summary: the only answered call of its account and duration that has no summary and ended in the 24 hours before
/// the summary arrived. A call from which a user unlinked the summary still counts, but is never inferred again. Each query needs only a
/// few index look-ups, however many calls and summaries are waiting.
/// </summary>
internal sealed class SummaryInference(ReadModelWriter readModel)
{
    private static readonly long Window = (long)Summary.InferenceWindow.TotalMilliseconds;

    /// <summary>The only call to which a waiting summary can belong; <see langword="null"/> if there is none, or more than one.</summary>
    public long? OnlyCallOf(Summary summary)
    {
        if (summary.AccountKey is null || summary.DurationSeconds is null)
            return null;
        var received = UtcMilliseconds.Of(summary.ReceivedUtc);
        var candidates = readModel.Calls.TwoWithoutSummary(summary.AccountKey, summary.DurationSeconds.Value, received - Window, received);
        return candidates.Count == 1 && !readModel.SummaryRejections.Has(summary.CdrUuid, candidates[0].CdrId) ? candidates[0].CdrId : null;
    }

    /// <summary>The earliest waiting summary for which a call is the only candidate.</summary>
    public string? SummaryOf(Call call)
    {
        if (call.SummaryUuid is not null || call.Outcome != Outcome.Answered || CallEnd.Of(call) is not { } end)
            return null;

        // The candidates of a summary received at r are the calls that ended in [r - window, r]. This call is the only one if the call
        // before it ended earlier than that, and the call after it ended later.
        var before = readModel.Calls.WithoutSummaryBefore(end)?.End;
        var after = readModel.Calls.WithoutSummaryAfter(end)?.End;
        return readModel.Summaries.FirstWaiting(
            end, end.End, end.End + Window, before is null ? long.MinValue : before.Value + Window, after ?? long.MaxValue);
    }

    /// <summary>The calls without a summary just before and just after the end of a call.</summary>
    public IEnumerable<long> NeighboursOf(CallEnd end) =>
        new[] { readModel.Calls.WithoutSummaryBefore(end), readModel.Calls.WithoutSummaryAfter(end) }.OfType<CallEnd>().Select(call => call.CdrId);
}
