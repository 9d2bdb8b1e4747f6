using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Models;

/// <summary>The tables of calls, and their summaries.</summary>
internal static class CallModel
{
    /// <summary>Configures them.</summary>
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Call>(call =>
        {
            call.HasKey(row => row.CdrId);
            call.Property(row => row.CdrUuid).HasConversion<UuidBytes>();
            call.Property(row => row.SummaryUuid).HasConversion<UuidBytes>();
            call.Repeats(nameof(Call.Account), nameof(Call.AccountKey));
            call.Repeats(nameof(Call.Phone), nameof(Call.PhoneKey));
            call.Repeats(nameof(Call.StaffPhone), nameof(Call.StaffKey));
            call.HasIndex(row => row.SortKey).IsUnique();

            // Includes the columns of the totals of a number and a contact, so that no call is read for them.
            call.HasIndex(row => new { row.PhoneKey, row.SortKey, row.Outcome, row.Missed, row.DurationSeconds }, "IX_Calls_PhoneKey_SortKey")
                .HasFilter("PhoneKey IS NOT NULL");
            call.HasIndex(row => new { row.ContactId, row.SortKey, row.Outcome, row.Missed, row.DurationSeconds }, "IX_Calls_ContactId_SortKey")
                .HasFilter("ContactId IS NOT NULL");
            call.HasIndex(row => new { row.StaffKey, row.SortKey }).HasFilter("StaffKey IS NOT NULL");
            call.HasIndex(row => new { row.Disposition, row.SortKey });
            call.HasIndex(row => new { row.Outcome, row.SortKey });
            call.HasIndex(row => new { row.AccountKey, row.SortKey });
            call.HasIndex(row => new { row.Direction, row.SortKey });

            // Includes what the hours and reasons of missed calls are counted by, so that no call is read for a count.
            call.HasIndex(row => new { row.SortKey, row.Disposition, row.Outcome, row.StartedUtc, row.RingingSeconds, row.AccountKey, row.Mark }, "IX_Calls_Missed")
                .HasFilter("Missed");
            call.HasIndex(row => row.SortKey, "IX_Calls_WithRecording").HasFilter("RecordingExpiresUtc IS NOT NULL");
            call.HasIndex(row => row.SortKey, "IX_Calls_WithSummary").HasFilter("SummaryUuid IS NOT NULL");

            // For the latest summary of a number or a contact, however many calls without one follow it.
            call.HasIndex(row => new { row.PhoneKey, row.SortKey }, "IX_Calls_Phone_WithSummary").HasFilter("PhoneKey IS NOT NULL AND SummaryUuid IS NOT NULL");
            call.HasIndex(row => new { row.ContactId, row.SortKey }, "IX_Calls_Contact_WithSummary").HasFilter("ContactId IS NOT NULL AND SummaryUuid IS NOT NULL");

            // Calls whose summary may still be inferred; see SummaryProjection. The row id, which every index ends with, is the CdrId.
            call.HasIndex(row => new { row.AccountKey, row.DurationSeconds, row.EndedUtc }, "IX_Calls_WithoutSummary")
                .HasFilter("Outcome = 1 AND SummaryUuid IS NULL");

            // Answered calls with a gap; see CompletenessQueries.
            call.HasIndex(row => row.SortKey, "IX_Calls_LackingSummary").HasFilter("Outcome = 1 AND SummaryUuid IS NULL");
            call.HasIndex(row => row.SortKey, "IX_Calls_LackingRecording").HasFilter("Outcome = 1 AND RecordingExpiresUtc IS NULL");
        });
        builder.Entity<CallDelivery>(row =>
        {
            row.HasKey(link => link.DeliveryId);
            row.HasIndex(link => link.CdrId);
        });
        builder.Entity<Summary>(summary =>
        {
            summary.HasKey(row => row.CdrUuid);
            summary.Property(row => row.CdrUuid).HasConversion<UuidBytes>();
            summary.Repeats(nameof(Summary.Account), nameof(Summary.AccountKey));
            summary.HasIndex(row => new { row.AccountKey, row.DurationSeconds, row.ReceivedUtc }, "IX_Summaries_Waiting").HasFilter("CdrId IS NULL");
            summary.HasIndex(row => row.DeliveryId).HasFilter("CdrId IS NULL");
            summary.HasIndex(row => row.DeliveryId, "IX_Summaries_Delivery").HasFilter("CdrId IS NOT NULL");
        });
        builder.Entity<SummaryRejection>().HasKey(row => new { row.CdrUuid, row.CdrId });
        builder.Entity<SummaryRejection>().Property(row => row.CdrUuid).HasConversion<UuidBytes>();
    }
}
