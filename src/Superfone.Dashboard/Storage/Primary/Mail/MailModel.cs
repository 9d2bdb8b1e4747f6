using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Storage.Primary.Mail;

/// <summary>The tables of digests and alerts. What belongs to a user goes with them.</summary>
internal static class MailModel
{
    /// <summary>Configures the tables.</summary>
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<DigestRecipient>(recipient =>
        {
            recipient.ToTable("DigestRecipients");
            recipient.HasIndex(row => row.UserId).IsUnique();
            recipient.HasIndex(row => row.Address).IsUnique();
            recipient.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<DigestSend>(send =>
        {
            send.ToTable("DigestSends");
            send.HasKey(row => new { row.RecipientId, row.IsWeekly, row.Day });
            send.HasIndex(row => row.NextUtc).HasFilter("NextUtc IS NOT NULL");
            send.HasOne<DigestRecipient>().WithMany().HasForeignKey(row => row.RecipientId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<MailRecord>(record =>
        {
            record.ToTable("MailRecords");
            record.HasKey(row => new { row.UserId, row.Topic });
            record.HasIndex(row => row.AtUtc);
            record.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<LastingState>(state =>
        {
            state.ToTable("LastingStates");
            state.HasKey(row => row.Name);
        });
    }
}
