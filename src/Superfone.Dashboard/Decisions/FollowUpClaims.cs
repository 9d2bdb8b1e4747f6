using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Decisions;

/// <summary>Lets only one user at a time say that they are calling a missed caller.</summary>
public sealed class FollowUpClaims(
    IDbContextFactory<ReadModelContext> contexts, IDbContextFactory<PrimaryContext> primaries, DecisionLog log, ProjectionProgress progress, AuditLog audit,
    TimeProvider time)
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Claims a follow-up, unless a colleague has. Of two who claim it at once, the second one gets the name of the first.</summary>
    internal async Task<FollowUpResult> ClaimAsync(long id, Actor by, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            await using var readModel = await contexts.CreateDbContextAsync(cancellation);
            var projected = await readModel.Checkpoints.Select(row => row.DecisionId).SingleAsync(cancellation);
            if (await readModel.FollowUps.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { State: FollowUpState.Open } open)
                return FollowUpResult.Of(FollowUpOutcome.Ended);
            if (await OfColleagueAsync(open, by, cancellation) is { } claimed)
                return claimed;
            if (attempt == 0)
                await audit.WriteAsync(by, AuditAction.Claim, $"follow-up {id}");
            if (await log.AppendUnlessDecidedAsync(DecisionKind.ClaimFollowUp, [(open.PhoneKey, by.StaffKey)], projected, ofAnySubject: false, by.Name) is { } decided)
                return FollowUpResult.Stored(await DecisionMaker.ShownAsync(progress, decided, cancellation));

            // Somebody claimed it a moment ago; the read model is about to show who.
            await progress.WaitAsync(position => position.DecisionId > projected, LongestWait, cancellation);
        }

        return FollowUpResult.Of(FollowUpOutcome.Accepted);
    }

    /// <summary>The claim of a colleague that has not ended; <see langword="null"/> if there is none.</summary>
    internal async Task<FollowUpResult?> OfColleagueAsync(FollowUp open, Actor by, CancellationToken cancellation)
    {
        if (open is not { ClaimedBy: { } claimedBy, ClaimedUntilUtc: { } until } || until <= time.GetUtcNow().UtcDateTime || claimedBy == by.Name)
            return null;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var name = await primary.Users.Where(user => user.UserName == claimedBy).Select(user => user.Name).FirstOrDefaultAsync(cancellation);
        return FollowUpResult.Claimed(name is null ? claimedBy : $"{name} ({claimedBy})", until);
    }
}
