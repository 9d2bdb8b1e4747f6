using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Storage.ReadModel.Models;

/// <summary>The tables of contacts, their tasks and what became of both.</summary>
internal static class ContactModel
{
    // The same expression as in the queries of tasks.
    private const string Waiting = "NOT IsDone";
    private const string Done = "IsDone";

    /// <summary>Configures them.</summary>
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Contact>(contact =>
        {
            contact.HasKey(row => row.ContactId);
            contact.HasIndex(row => row.AssigneeUserId).HasFilter("AssigneeUserId IS NOT NULL");
            contact.HasIndex(row => row.StageId).HasFilter("StageId IS NOT NULL");
            contact.HasIndex(row => row.StageTitle).HasFilter("StageTitle IS NOT NULL");
            contact.HasIndex(row => row.GroupId).HasFilter("GroupId IS NOT NULL");
            contact.HasIndex(row => row.GroupTitle).HasFilter("GroupTitle IS NOT NULL");

            // For the page, which lists the most recently active first; the lists of the API are ordered by the primary key.
            contact.HasIndex(row => row.LastActivityUtc);
            contact.HasIndex(row => new { row.AssigneeUserId, row.LastActivityUtc }).HasFilter("AssigneeUserId IS NOT NULL");
            contact.HasIndex(row => new { row.StageTitle, row.LastActivityUtc }).HasFilter("StageTitle IS NOT NULL");
            contact.HasIndex(row => new { row.GroupTitle, row.LastActivityUtc }).HasFilter("GroupTitle IS NOT NULL");

            // For the contacts that were new in a range of days.
            contact.HasIndex(row => row.FirstSeenUtc);
            contact.HasIndex(row => new { row.Origin, row.FirstSeenUtc });
            contact.Property(row => row.StageTitle).UseCollation("NOCASE"); // Filters ignore the case of titles.
            contact.Property(row => row.GroupTitle).UseCollation("NOCASE");
        });
        builder.Entity<ContactPhoneKey>().HasKey(row => new { row.PhoneKey, row.ContactId });
        builder.Entity<ContactPhoneKey>().HasIndex(row => row.ContactId);
        builder.Entity<ContactLabel>().HasKey(row => new { row.Label, row.ContactId });
        builder.Entity<ContactLabel>().HasIndex(row => row.ContactId);
        builder.Entity<StageStay>(stay =>
        {
            stay.HasKey(row => row.DeliveryId);
            stay.HasIndex(row => new { row.ContactId, row.Stage, row.SinceUtc, row.UntilUtc }, "IX_StageStays_ContactId_Stage");

            // Includes all columns by which stays are filtered and counted, so that no row is read for a count.
            stay.HasIndex(row => new { row.Stage, row.SinceUtc, row.ContactId, row.UntilUtc }, "IX_StageStays_Stage_SinceUtc");
            stay.HasIndex(row => new { row.Stage, row.UntilUtc, row.ContactId }, "IX_StageStays_Stage_UntilUtc").HasFilter("UntilUtc IS NOT NULL");
        });
        builder.Entity<TaskItem>(task =>
        {
            task.HasKey(row => row.TaskId);
            task.HasIndex(row => row.DueUtc, "IX_Tasks_Waiting").HasFilter(Waiting);
            task.HasIndex(row => row.ContactId).HasFilter("ContactId IS NOT NULL");
            task.HasIndex(row => row.Status); // The index also contains the primary key, by which lists are ordered.
            task.HasIndex(row => row.Type);
            task.HasIndex(row => new { row.Type, row.DueUtc }, "IX_Tasks_Waiting_Type").HasFilter(Waiting);
            task.HasIndex(row => new { row.AssigneeUserId, row.DueUtc }, "IX_Tasks_Waiting_Assignee").HasFilter(Waiting);
            task.HasIndex(row => row.LastChangedUtc, "IX_Tasks_Done").HasFilter(Done);
            task.HasIndex(row => new { row.Type, row.LastChangedUtc }, "IX_Tasks_Done_Type").HasFilter(Done);
            task.HasIndex(row => new { row.AssigneeUserId, row.LastChangedUtc }, "IX_Tasks_Done_Assignee").HasFilter(Done);
            task.Property(row => row.Status).UseCollation("NOCASE"); // The case of a status does not matter.
        });
        builder.Entity<TimelineEntry>(entry =>
        {
            entry.HasKey(row => row.DeliveryId);
            entry.HasIndex(row => new { row.ContactId, row.AtUtc, row.DeliveryId }).HasFilter("ContactId IS NOT NULL");
            entry.HasIndex(row => new { row.ContactId, row.Kind, row.Key, row.DeliveryId }).HasFilter("ContactId IS NOT NULL");
            entry.HasIndex(row => new { row.TaskId, row.Kind, row.Key, row.DeliveryId }).HasFilter("TaskId IS NOT NULL");
        });
    }
}
