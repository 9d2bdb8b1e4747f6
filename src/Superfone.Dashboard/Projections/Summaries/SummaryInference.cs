using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Projections.Summaries;

/// <summary>
/// Infers the call of a summary: the only answered call of its account and duration that has no summary and ended in the 24 hours before
/// the summary arrived. A call from which somebody unlinked it still counts, but is never inferred again. Each query needs only a few index
/// look-ups, however many calls and summaries are waiting.
/// </summary>
internal sealed class SummaryInference(ReadModelWriter readModel)
{
    private const string SameAccountAndDuration = "AccountKey = $0 AND DurationSeconds = $1 AND Outcome = 1 AND SummaryUuid IS NULL";
    private static readonly long Window = (long)Summary.InferenceWindow.TotalMilliseconds;

    /// <summary>The only call that a waiting summary can belong to; <see langword="null"/> if there is none, or more than one.</summary>
    public long? OnlyCallOf(Summary summary)
    {
        if (summary.AccountKey is null || summary.DurationSeconds is null)
            return null;
        var received = UtcMilliseconds.Of(summary.ReceivedUtc);
        var candidates = readModel.Calls.Where(
            $"WHERE {SameAccountAndDuration} AND EndedUtc BETWEEN $2 AND $3 LIMIT 2",
            summary.AccountKey, summary.DurationSeconds, received - Window, received);
        return candidates.Count == 1 && readModel.SummaryRejections.Find(summary.CdrUuid, candidates[0].CdrId) is null ? candidates[0].CdrId : null;
    }

    /// <summary>The earliest waiting summary for which a call is the only candidate.</summary>
    public string? SummaryOf(Call call)
    {
        if (call.SummaryUuid is not null || call.Outcome != Outcome.Answered || CallEnd.Of(call) is not { } end)
            return null;

        // The candidates of a summary received at r are the calls that ended in [r - window, r]. This call is the only one if the call
        // before it ended earlier than that, and the call after it ended later.
        var before = EndBeside(end, "<", "DESC");
        var after = EndBeside(end, ">", "ASC");
        return (string?)readModel.Scalar(
            "SELECT CdrUuid FROM Summaries WHERE CdrId IS NULL AND AccountKey = $0 AND DurationSeconds = $1 "
            + "AND ReceivedUtc >= $2 AND ReceivedUtc <= $3 AND ReceivedUtc > $4 AND ReceivedUtc < $5 "
            + "AND NOT EXISTS (SELECT 1 FROM SummaryRejections AS Rejected WHERE Rejected.CdrUuid = Summaries.CdrUuid AND Rejected.CdrId = $6) "
            + "ORDER BY ReceivedUtc, DeliveryId LIMIT 1",
            end.Account, end.Duration, end.End, end.End + Window, before is null ? long.MinValue : before + Window, after ?? long.MaxValue,
            end.CdrId);
    }

    /// <summary>The calls without a summary just before and just after an end.</summary>
    public IEnumerable<long> NeighboursOf(CallEnd end) =>
        new[] { Beside(end, "CdrId", "<", "DESC"), Beside(end, "CdrId", ">", "ASC") }.OfType<long>();

    private long? EndBeside(CallEnd end, string comparison, string order) => Beside(end, "EndedUtc", comparison, order);

    private long? Beside(CallEnd end, string column, string comparison, string order) => (long?)readModel.Scalar(
        $"SELECT {column} FROM Calls WHERE {SameAccountAndDuration} AND (EndedUtc, CdrId) {comparison} ($2, $3) ORDER BY EndedUtc {order}, CdrId {order} LIMIT 1",
        end.Account, end.Duration, end.End, end.CdrId);

    /// <summary>The end of a call, by which the calls of an account and a duration are ordered.</summary>
    /// <param name="Account">The account's number as a key.</param>
    /// <param name="Duration">Talk time in seconds.</param>
    /// <param name="End">When it ended, milliseconds since 1970.</param>
    /// <param name="CdrId">The call.</param>
    internal sealed record CallEnd(string Account, int Duration, long End, long CdrId)
    {
        /// <summary>The end of a call; <see langword="null"/> if account, duration or end is not known.</summary>
        public static CallEnd? Of(Call call) => call is { AccountKey: { } account, DurationSeconds: { } duration, EndedUtc: { } ended }
            ? new CallEnd(account, duration, UtcMilliseconds.Of(ended), call.CdrId)
            : null;
    }
}
