using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Models;

/// <summary>The tables of missed callers, what people decide about them and about calls, and who the people are.</summary>
internal static class FollowUpModel
{
    /// <summary>Configures them.</summary>
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<FollowUp>(followUp =>
        {
            followUp.HasIndex(row => new { row.PhoneKey, row.Id });
            followUp.HasIndex(row => new { row.State, row.Id });
            followUp.HasIndex(row => new { row.State, row.LastMissedKey });
            followUp.HasIndex(row => new { row.State, row.LastStepKey, row.Id });
            followUp.HasIndex(row => new { row.State, row.AccountKey, row.Id });
            followUp.HasIndex(row => new { row.State, row.AccountKey, row.LastMissedKey });
            followUp.HasIndex(row => new { row.State, row.AccountKey, row.LastStepKey, row.Id });
            followUp.HasIndex(row => new { row.State, row.LastAgentKey, row.LastStepKey, row.Id });

            // Few follow-ups are being worked on; those that have ended never are.
            followUp.HasIndex(row => row.SnoozedUntilUtc, "IX_FollowUps_Snoozed").HasFilter("SnoozedUntilUtc IS NOT NULL");
            followUp.HasIndex(row => row.ClaimedUntilUtc, "IX_FollowUps_Claimed").HasFilter("ClaimedUntilUtc IS NOT NULL");
            followUp.HasIndex(row => new { row.State, row.AssigneeUserId, row.LastMissedKey }, "IX_FollowUps_Assigned").HasFilter("AssigneeUserId IS NOT NULL");
        });
        builder.Entity<FollowUpDecision>().HasKey(row => row.DecisionId);
        builder.Entity<FollowUpDecision>().HasIndex(row => new { row.PhoneKey, row.SortKey });
        builder.Entity<CallDecision>().HasKey(row => row.DecisionId);
        builder.Entity<CallDecision>().HasIndex(row => row.CdrId);
        builder.Entity<TeamMember>().HasKey(row => row.UserId);
        builder.Entity<StaffMember>().HasKey(row => row.Key);
        builder.Entity<StaffMember>().HasIndex(row => row.AssigneeUserId).HasFilter("AssigneeUserId IS NOT NULL");
        builder.Entity<MarkedNumber>().HasKey(row => row.PhoneKey);
    }
}
