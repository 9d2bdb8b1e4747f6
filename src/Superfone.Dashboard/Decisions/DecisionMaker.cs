using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Decisions;

/// <summary>
/// Records users' decisions. When a method returns, the read model usually includes the decision. Each fails with a
/// <see cref="PermissionDeniedException"/> for somebody who may not decide it.
/// </summary>
public sealed class DecisionMaker(
    IDbContextFactory<ReadModelContext> contexts, DecisionLog log, ProjectionProgress progress, AuditLog audit)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Links a summary to a call by hand.</summary>
    /// <param name="cdrUuid">The summary, waiting or already linked.</param>
    /// <param name="cdrId">The call.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    public async Task<DecisionResult> LinkSummaryAsync(string cdrUuid, long cdrId, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.Link);
        await using var readModel = await contexts.OpenAsync(by.Visibility, cancellation);
        if (!await readModel.Summaries.AnyAsync(summary => summary.CdrUuid == cdrUuid, cancellation))
            return DecisionResult.UnknownSubject;
        if (!await readModel.Calls.AnyAsync(call => call.CdrId == cdrId, cancellation))
            return DecisionResult.UnknownCall;
        await audit.WriteAsync(by, AuditAction.Link, $"call {cdrId}");
        return await ShownAsync(await log.AppendAsync(DecisionKind.LinkSummary, cdrUuid, cdrId, null, by.Name), cancellation);
    }

    /// <summary>Unlinks a summary from the call to which it was linked by inference or by hand.</summary>
    /// <param name="cdrUuid">The summary.</param>
    /// <param name="cdrId">The call.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    /// <returns>
    /// <see cref="DecisionResult.AlreadyDecided"/> if it is not linked to that call, or if Superfone itself names the call.
    /// </returns>
    public async Task<DecisionResult> UnlinkSummaryAsync(string cdrUuid, long cdrId, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.Link);
        await using var readModel = await contexts.OpenAsync(by.Visibility, cancellation);
        var summary = await readModel.Summaries.Where(row => row.CdrUuid == cdrUuid)
            .Select(row => new { row.CdrId, row.MatchedBy }).SingleOrDefaultAsync(cancellation);
        if (summary is null)
            return DecisionResult.UnknownSubject;
        if (summary.CdrId != cdrId || summary.MatchedBy is not (MatchedBy.Inferred or MatchedBy.Manual))
            return DecisionResult.AlreadyDecided;
        await audit.WriteAsync(by, AuditAction.Unlink, $"call {cdrId}");
        return await ShownAsync(await log.AppendAsync(DecisionKind.UnlinkSummary, cdrUuid, cdrId, null, by.Name), cancellation);
    }

    /// <summary>Closes an open follow-up.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="note">The reason, for colleagues.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    public async Task<DecisionResult> CloseFollowUpAsync(long id, string? note, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        await using var readModel = await contexts.OpenAsync(by.Visibility, cancellation);
        var followUp = await readModel.FollowUps.SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (followUp is null)
            return DecisionResult.UnknownSubject;
        if (followUp.State != FollowUpState.Open)
            return DecisionResult.AlreadyDecided;
        await audit.WriteAsync(by, AuditAction.Close, $"follow-up {id}");
        return await ShownAsync(await log.AppendAsync(DecisionKind.CloseFollowUp, followUp.PhoneKey, null, note, by.Name), cancellation);
    }

    /// <summary>Reopens a closed follow-up: it waits again, unless somebody has talked to the number since.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    /// <returns>
    /// <see cref="DecisionResult.AlreadyDecided"/> if it is not closed, if its number is marked, or if another call of its number was missed since.
    /// </returns>
    public async Task<DecisionResult> ReopenFollowUpAsync(long id, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        await using var readModel = await contexts.OpenAsync(by.Visibility, cancellation);
        var followUp = await readModel.FollowUps.SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (followUp is null)
            return DecisionResult.UnknownSubject;
        if (followUp is not { State: FollowUpState.Closed, Mark: null } || await readModel.FollowUps.AnyAsync(row => row.PhoneKey == followUp.PhoneKey && row.Id > id, cancellation))
            return DecisionResult.AlreadyDecided;
        await audit.WriteAsync(by, AuditAction.Close, $"follow-up {id} reopened");
        return await ShownAsync(await log.AppendAsync(DecisionKind.ReopenFollowUp, followUp.PhoneKey, null, null, by.Name), cancellation);
    }

    private Task<DecisionResult> ShownAsync(long decisionId, CancellationToken cancellation) => ShownAsync(progress, decisionId, cancellation);

    /// <summary>Waits until the read model includes a decision.</summary>
    internal static async Task<DecisionResult> ShownAsync(ProjectionProgress progress, long decisionId, CancellationToken cancellation) =>
        await progress.WaitAsync(position => position.DecisionId >= decisionId, LongestWait, cancellation)
            ? DecisionResult.Shown
            : DecisionResult.Accepted;
}
