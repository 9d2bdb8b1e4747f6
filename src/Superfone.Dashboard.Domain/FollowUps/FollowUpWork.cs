namespace Superfone.Dashboard.Domain.FollowUps;

/// <summary>What users do about an open follow-up before it ends.</summary>
public static class FollowUpWork
{
    /// <summary>The time after which a claim ends by itself.</summary>
    public static readonly TimeSpan ClaimLength = TimeSpan.FromMinutes(15);

    /// <summary>A user says that they are calling, until <see cref="ClaimLength"/> has passed or they have called.</summary>
    internal static FollowUpState Claim(FollowUp open, FollowUpStep step)
    {
        // Somebody may dial first and say so while it rings. That call began earlier, and it is the one that ends the claim.
        var at = step.DecidedUtc!.Value;
        if (open.LastTriedUtc <= at && open.LastTriedEndUtc > at && IsOf(step.AgentKey, open.LastAgentKey))
            return Release(open);
        (open.ClaimedBy, open.ClaimedUntilUtc, open.ClaimAgentKey) = (step.By, at + ClaimLength, step.AgentKey);
        return FollowUpState.Open;
    }

    /// <summary>Nobody is calling any more.</summary>
    internal static FollowUpState Release(FollowUp open)
    {
        (open.ClaimedBy, open.ClaimedUntilUtc, open.ClaimAgentKey) = (null, null, null);
        return FollowUpState.Open;
    }

    /// <summary>Puts it off. Whoever does so is not calling now.</summary>
    internal static FollowUpState Snooze(FollowUp open, FollowUpStep step)
    {
        open.SnoozedUntilUtc = step.UntilUtc;
        return open.ClaimedBy == step.By && step.UntilUtc is not null ? Release(open) : FollowUpState.Open;
    }

    /// <summary>Gives it to a user.</summary>
    internal static FollowUpState Assign(FollowUp open, FollowUpStep step)
    {
        open.AssigneeUserId = step.AssigneeUserId;
        return FollowUpState.Open;
    }

    /// <summary>Nothing is left to do.</summary>
    internal static void End(FollowUp ended)
    {
        Release(ended);
        (ended.SnoozedUntilUtc, ended.AssigneeUserId) = (null, null);
    }

    /// <summary>Whether a call may be the one of a user who claimed; of a user without a number, any call may be.</summary>
    internal static bool IsOf(string? claimAgentKey, string? callAgentKey) => claimAgentKey is null || claimAgentKey == callAgentKey;
}
