using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Decisions;

/// <summary>
/// Records who calls a missed caller back, when, and what came of it. Each fails with a <see cref="PermissionDeniedException"/> for somebody
/// who may not work follow-ups. When a call returns, the read model usually includes the decision.
/// </summary>
public sealed class FollowUpCommands(
    IDbContextFactory<ReadModelContext> contexts, DecisionLog log, ProjectionProgress progress, Assignees assignees, FollowUpClaims claims, AuditLog audit, TimeProvider time)
{
    /// <summary>The maximum length of a note, in characters.</summary>
    public const int LongestNote = 2000;

    /// <summary>Says that a user is calling, for <see cref="FollowUpWork.ClaimLength"/> or until they have called. Doing so again begins that time anew.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="by">Who is calling.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    public async Task<FollowUpResult> ClaimAsync(long id, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        var (open, refused) = await FindOpenAsync(id, by, cancellation);
        return open is null ? refused : await claims.ClaimAsync(id, by, cancellation);
    }

    /// <summary>Takes back that a user is calling.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="by">Who is not calling after all.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    public async Task<FollowUpResult> ReleaseAsync(long id, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        var (open, refused) = await FindOpenAsync(id, by, cancellation);
        if (open is null)
            return refused;
        if (await claims.OfColleagueAsync(open, by, cancellation) is { } claimed)
            return claimed;
        if (open.ClaimedUntilUtc is null || open.ClaimedUntilUtc <= NowUtc)
            return FollowUpResult.Of(FollowUpOutcome.Shown);
        await audit.WriteAsync(by, AuditAction.Claim, $"follow-up {id} released");
        return await AppendAsync(DecisionKind.ReleaseFollowUp, open, null, by, cancellation);
    }

    /// <summary>Puts a follow-up off.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="untilUtc">Until when, UTC; <see langword="null"/> to have it back now.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    public async Task<FollowUpResult> SnoozeAsync(long id, DateTime? untilUtc, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        if (untilUtc <= NowUtc)
            return FollowUpResult.Of(FollowUpOutcome.TimePassed);
        var (open, refused) = await FindOpenAsync(id, by, cancellation);
        if (open is null)
            return refused;
        var until = SnoozeTime.Write(untilUtc);
        await audit.WriteAsync(by, AuditAction.Snooze, until is null ? $"follow-up {id} ended" : $"follow-up {id} until {until}");
        return await AppendAsync(DecisionKind.SnoozeFollowUp, open, until, by, cancellation);
    }

    /// <summary>Gives a follow-up to a user, as long as it is open.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="userId">The user's id; <see langword="null"/> for nobody.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    public async Task<FollowUpResult> AssignAsync(long id, string? userId, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        var (open, refused) = await FindOpenAsync(id, by, cancellation);
        if (open is null)
            return refused;
        if (userId is not null && (await assignees.ListAsync(cancellation)).FirstOrDefault(user => user.Id == userId)?.Sees(open.AccountKey) != true)
            return FollowUpResult.Of(FollowUpOutcome.UnknownUser);
        await audit.WriteAsync(by, AuditAction.Assign, $"follow-up {id} to {userId ?? "nobody"}");
        return await AppendAsync(DecisionKind.AssignFollowUp, open, userId, by, cancellation);
    }

    /// <summary>Adds a note, or the outcome of an attempt to call back, to the last follow-up of a number, open or ended.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="text">The note; <see langword="null"/> for an outcome without one.</param>
    /// <param name="outcome">The outcome; <see langword="null"/> for a note of another kind.</param>
    /// <param name="by">Who writes it.</param>
    /// <param name="cancellation">Stops the wait; the decision remains stored.</param>
    public async Task<FollowUpResult> NoteAsync(long id, string? text, AttemptOutcome? outcome, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        if (await FindAsync(id, by, cancellation) is not { } followUp)
            return FollowUpResult.Of(FollowUpOutcome.Unknown);
        await using (var readModel = await contexts.CreateDbContextAsync(cancellation))
        {
            if (await readModel.FollowUps.AnyAsync(row => row.PhoneKey == followUp.PhoneKey && row.Id > id, cancellation))
                return FollowUpResult.Of(FollowUpOutcome.Ended);
        }

        await audit.WriteAsync(by, AuditAction.Note, $"follow-up {id}");
        return await AppendAsync(
            outcome is null ? DecisionKind.NoteFollowUp : DecisionKind.RecordAttempt, followUp, outcome is null ? text : new AttemptNote(outcome, text).Write(), by, cancellation);
    }

    private DateTime NowUtc => time.GetUtcNow().UtcDateTime;

    private async Task<FollowUp?> FindAsync(long id, Actor by, CancellationToken cancellation)
    {
        await using var readModel = await contexts.OpenAsync(by.Visibility, cancellation);
        return await readModel.FollowUps.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
    }

    private async Task<(FollowUp? Open, FollowUpResult Refused)> FindOpenAsync(long id, Actor by, CancellationToken cancellation) =>
        await FindAsync(id, by, cancellation) is not { } found ? (null, FollowUpResult.Of(FollowUpOutcome.Unknown))
        : found.State == FollowUpState.Open ? (found, FollowUpResult.Of(FollowUpOutcome.Shown))
        : (null, FollowUpResult.Of(FollowUpOutcome.Ended));

    private async Task<FollowUpResult> AppendAsync(DecisionKind kind, FollowUp followUp, string? note, Actor by, CancellationToken cancellation) =>
        FollowUpResult.Stored(await DecisionMaker.ShownAsync(progress, await log.AppendAsync(kind, followUp.PhoneKey, null, note, by.Name), cancellation));
}
