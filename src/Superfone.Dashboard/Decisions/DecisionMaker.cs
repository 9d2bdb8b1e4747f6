using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Decisions;

/// <summary>Records what people decide. When a call returns, the read model usually includes the decision.</summary>
public sealed class DecisionMaker(
    IDbContextFactory<ReadModelContext> contexts, DecisionLog log, ProjectionProgress progress)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Links a summary to a call by hand.</summary>
    /// <param name="cdrUuid">The summary, waiting or already linked.</param>
    /// <param name="cdrId">The call.</param>
    /// <param name="decidedBy">A user's email or an API token's name.</param>
    /// <param name="cancellation">Stops the wait; the decision stands.</param>
    public async Task<DecisionResult> LinkSummaryAsync(string cdrUuid, long cdrId, string decidedBy, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        if (!await readModel.Summaries.AnyAsync(summary => summary.CdrUuid == cdrUuid, cancellation))
            return DecisionResult.UnknownSubject;
        if (!await readModel.Calls.AnyAsync(call => call.CdrId == cdrId, cancellation))
            return DecisionResult.UnknownCall;
        return await ShownAsync(await log.AppendAsync(DecisionKind.LinkSummary, cdrUuid, cdrId, null, decidedBy), cancellation);
    }

    /// <summary>Says that a summary does not belong to the call that it was linked to by inference or by hand.</summary>
    /// <param name="cdrUuid">The summary.</param>
    /// <param name="cdrId">The call.</param>
    /// <param name="decidedBy">A user's email or an API token's name.</param>
    /// <param name="cancellation">Stops the wait; the decision stands.</param>
    /// <returns><see cref="DecisionResult.AlreadyDecided"/> where it is not linked to that call, or Superfone itself says that it is.</returns>
    public async Task<DecisionResult> UnlinkSummaryAsync(string cdrUuid, long cdrId, string decidedBy, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var summary = await readModel.Summaries.Where(row => row.CdrUuid == cdrUuid)
            .Select(row => new { row.CdrId, row.MatchedBy }).SingleOrDefaultAsync(cancellation);
        if (summary is null)
            return DecisionResult.UnknownSubject;
        if (summary.CdrId != cdrId || summary.MatchedBy is not (MatchedBy.Inferred or MatchedBy.Manual))
            return DecisionResult.AlreadyDecided;
        return await ShownAsync(await log.AppendAsync(DecisionKind.UnlinkSummary, cdrUuid, cdrId, null, decidedBy), cancellation);
    }

    /// <summary>Closes an open follow-up.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="note">Why, for colleagues to read.</param>
    /// <param name="decidedBy">A user's email or an API token's name.</param>
    /// <param name="cancellation">Stops the wait; the decision stands.</param>
    public async Task<DecisionResult> CloseFollowUpAsync(long id, string? note, string decidedBy, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var followUp = await readModel.FollowUps.SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (followUp is null)
            return DecisionResult.UnknownSubject;
        if (followUp.State != FollowUpState.Open)
            return DecisionResult.AlreadyDecided;
        return await ShownAsync(await log.AppendAsync(DecisionKind.CloseFollowUp, followUp.PhoneKey, null, note, decidedBy), cancellation);
    }

    /// <summary>Takes back that a follow-up was closed: it waits again, unless the number was talked to since.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="decidedBy">A user's email or an API token's name.</param>
    /// <param name="cancellation">Stops the wait; the decision stands.</param>
    /// <returns><see cref="DecisionResult.AlreadyDecided"/> where it is not closed, its number is marked, or it was missed again since.</returns>
    public async Task<DecisionResult> ReopenFollowUpAsync(long id, string decidedBy, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var followUp = await readModel.FollowUps.SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (followUp is null)
            return DecisionResult.UnknownSubject;
        if (followUp is not { State: FollowUpState.Closed, Mark: null } || await readModel.FollowUps.AnyAsync(row => row.PhoneKey == followUp.PhoneKey && row.Id > id, cancellation))
            return DecisionResult.AlreadyDecided;
        return await ShownAsync(await log.AppendAsync(DecisionKind.ReopenFollowUp, followUp.PhoneKey, null, null, decidedBy), cancellation);
    }

    private Task<DecisionResult> ShownAsync(long decisionId, CancellationToken cancellation) => ShownAsync(progress, decisionId, cancellation);

    /// <summary>Waits until the read model includes a decision.</summary>
    internal static async Task<DecisionResult> ShownAsync(ProjectionProgress progress, long decisionId, CancellationToken cancellation) =>
        await progress.WaitAsync(position => position.DecisionId >= decisionId, LongestWait, cancellation)
            ? DecisionResult.Shown
            : DecisionResult.Accepted;
}
