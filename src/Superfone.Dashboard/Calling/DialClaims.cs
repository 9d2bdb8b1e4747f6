using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Calling;

/// <summary>Claims the follow-ups of numbers that are called.</summary>
public sealed class DialClaims(FollowUpQueries followUps, FollowUpCommands commands, TimeProvider time, ILogger<DialClaims> logger)
{
    /// <summary>Claims the open follow-up of a number, if a person sees one. The call is made whether or not that can be stored.</summary>
    /// <param name="phoneKey">The number.</param>
    /// <param name="by">The person.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>What was claimed, unless it was theirs already; or the colleague who is calling.</returns>
    public async Task<(long? FollowUpId, string? Colleague)> ClaimAsync(string phoneKey, Actor by, CancellationToken cancellation)
    {
        by.Require(Permission.WorkFollowUps);
        try
        {
            var newest = await followUps.OfNumberAsync(by.Visibility with { MasksNumbers = false }, phoneKey, 1, cancellation);
            if (newest is not [{ State: FollowUpState.Open } open])
                return (null, null);
            var result = await commands.ClaimAsync(open.Id, by, cancellation);
            var wasTheirs = open.ClaimedBy == by.Name && open.ClaimedUntilUtc > time.GetUtcNow().UtcDateTime;
            return (result.Outcome is FollowUpOutcome.Shown or FollowUpOutcome.Accepted && !wasTheirs ? open.Id : null, result.ClaimedBy);
        }
        catch (Exception error)
        {
            logger.LogError(error, "The follow-up of a number could not be claimed for a call");
            return (null, null);
        }
    }

    /// <summary>Takes back a claim, because nobody calls after all.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="by">The person.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task ReleaseAsync(long id, Actor by, CancellationToken cancellation)
    {
        by.Require(Permission.WorkFollowUps);
        try
        {
            await commands.ReleaseAsync(id, by, cancellation);
        }
        catch (Exception error)
        {
            logger.LogError(error, "The claim of follow-up {Id} could not be taken back", id);
        }
    }
}
