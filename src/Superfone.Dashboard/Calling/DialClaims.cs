using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Calling;

/// <summary>Claims the follow-ups of numbers that are called.</summary>
public sealed class DialClaims(FollowUpQueries followUps, FollowUpCommands commands, TimeProvider time, ILogger<DialClaims> logger)
{
    /// <summary>Finds the open follow-up of a number that a person sees, and the colleague who is calling.</summary>
    /// <param name="phoneKey">The number.</param>
    /// <param name="by">The person.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<(long? FollowUpId, string? Colleague)> FindAsync(string phoneKey, Actor by, CancellationToken cancellation)
    {
        by.Require(Permission.WorkFollowUps);
        var newest = await followUps.OfNumberAsync(by.Visibility with { MasksNumbers = false }, phoneKey, 1, cancellation);
        if (newest is not [{ State: FollowUpState.Open } open])
            return (null, null);
        var isColleagues = open.ClaimedUntilUtc > time.GetUtcNow().UtcDateTime && open.ClaimedBy != by.Name;
        return (open.Id, isColleagues ? open.ClaimedByName ?? open.ClaimedBy : null);
    }

    /// <summary>Claims a follow-up. The call is made whether or not that can be stored.</summary>
    /// <param name="id">The follow-up.</param>
    /// <param name="by">Who calls.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task ClaimAsync(long id, Actor by, CancellationToken cancellation)
    {
        by.Require(Permission.WorkFollowUps);
        try
        {
            await commands.ClaimAsync(id, by, cancellation);
        }
        catch (Exception error)
        {
            logger.LogError(error, "Follow-up {Id} could not be claimed for a call", id);
        }
    }
}
