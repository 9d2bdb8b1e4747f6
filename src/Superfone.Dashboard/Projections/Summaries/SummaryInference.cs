using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Tables;

namespace Superfone.Dashboard.Projections.Summaries;

/// <summary>
/// Infers which call a summary belongs to: the only answered call of its account and duration that has no summary and ended in the
/// 24 hours before the summary arrived. A call that a person unlinked it from still counts, but is never inferred again. Each question takes a
/// few look-ups in indexes, however many calls and summaries are waiting.
/// </summary>
internal sealed class SummaryInference(ReadModelWriter readModel)
{
    private static readonly long Window = (long)Summary.InferenceWindow.TotalMilliseconds;

    /// <summary>The only call that a waiting summary can belong to; <see langword="null"/> where there is none, or several.</summary>
    public long? OnlyCallOf(Summary summary)
    {
        if (summary.AccountKey is null || summary.DurationSeconds is null)
            return null;
        var received = UtcMilliseconds.Of(summary.ReceivedUtc);
        var candidates = readModel.Calls.TwoWithoutSummary(summary.AccountKey, summary.DurationSeconds.Value, received - Window, received);
        return candidates.Count == 1 && readModel.SummaryRejections.Find(summary.CdrUuid, candidates[0].CdrId) is null ? candidates[0].CdrId : null;
    }

    /// <summary>The earliest waiting summary whose only call this is.</summary>
    public string? SummaryOf(Call call)
    {
        if (call.SummaryUuid is not null || call.Outcome != Outcome.Answered || CallEnd.Of(call) is not { } end)
            return null;

        // A summary received at r sees the calls that ended in [r - window, r]. It sees this one alone if the call before it had
        // ended before that, and the call after it ended later.
        var before = readModel.Calls.WithoutSummaryBefore(end)?.End;
        var after = readModel.Calls.WithoutSummaryAfter(end)?.End;
        return readModel.Summaries.FirstWaiting(
            end, end.End, end.End + Window, before is null ? long.MinValue : before.Value + Window, after ?? long.MaxValue);
    }

    /// <summary>The calls without a summary just before and just after an end.</summary>
    public IEnumerable<long> NeighboursOf(CallEnd end) =>
        new[] { readModel.Calls.WithoutSummaryBefore(end), readModel.Calls.WithoutSummaryAfter(end) }.OfType<CallEnd>().Select(call => call.CdrId);
}
