using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// <c>views.db</c>: all data that pages show, computed from the log. This context is for reading; only projection writes, through
/// <see cref="ReadModelWriter"/>.
/// </summary>
public sealed class ReadModelContext(DbContextOptions<ReadModelContext> options) : DbContext(options)
{
    // The same expression as in the queries of tasks.
    private const string Waiting = "NOT IsDone";
    private const string Done = "IsDone";

    /// <summary>What can be read with it; see <see cref="VisibleReadModel.OpenAsync"/>.</summary>
    public Visibility Visibility { get; init; } = Visibility.Everything;

    /// <summary>Whether it reads the tables themselves. Views have no indexes that a query could name.</summary>
    public bool IsWhole => Visibility.IsEverything;

    /// <summary>Calls.</summary>
    public DbSet<Call> Calls => Set<Call>();

    /// <summary>The deliveries about each call.</summary>
    public DbSet<CallDelivery> CallDeliveries => Set<CallDelivery>();

    /// <summary>The UUIDs that identify each call.</summary>
    public DbSet<CallUuid> CallUuids => Set<CallUuid>();

    /// <summary>Summaries with their transcripts.</summary>
    public DbSet<Summary> Summaries => Set<Summary>();

    /// <summary>The summaries that users unlinked from calls.</summary>
    public DbSet<SummaryRejection> SummaryRejections => Set<SummaryRejection>();

    /// <summary>Insights, by call and title.</summary>
    public DbSet<CallInsight> CallInsights => Set<CallInsight>();

    /// <summary>The values of insights, by title.</summary>
    public DbSet<CallInsightValue> CallInsightValues => Set<CallInsightValue>();

    /// <summary>Contacts.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>The numbers of each contact.</summary>
    public DbSet<ContactPhoneKey> ContactPhoneKeys => Set<ContactPhoneKey>();

    /// <summary>The labels of each contact.</summary>
    public DbSet<ContactLabel> ContactLabels => Set<ContactLabel>();

    /// <summary>Names of the people to whom contacts are assigned.</summary>
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();

    /// <summary>The staff directory.</summary>
    public DbSet<StaffMember> StaffMembers => Set<StaffMember>();

    /// <summary>Numbers that people marked as not a customer's.</summary>
    public DbSet<MarkedNumber> MarkedNumbers => Set<MarkedNumber>();

    /// <summary>Tasks.</summary>
    public DbSet<TaskItem> Tasks => Set<TaskItem>();

    /// <summary>The history of contacts and tasks, without calls.</summary>
    public DbSet<TimelineEntry> TimelineEntries => Set<TimelineEntry>();

    /// <summary>The stays of each contact in lead stages.</summary>
    public DbSet<StageStay> StageStays => Set<StageStay>();

    /// <summary>Follow-ups: missed callers and whether they were called back.</summary>
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    /// <summary>What users did about follow-ups.</summary>
    public DbSet<FollowUpDecision> FollowUpDecisions => Set<FollowUpDecision>();

    /// <summary>What users did about calls.</summary>
    public DbSet<CallDecision> CallDecisions => Set<CallDecision>();

    /// <summary>The tags of calls, by which they are found.</summary>
    public DbSet<CallTag> CallTags => Set<CallTag>();

    /// <summary>The keys that were pressed in each call.</summary>
    public DbSet<CallIvrKey> CallIvrKeys => Set<CallIvrKey>();

    /// <summary>Sums of calls by day.</summary>
    public DbSet<CallCount> CallCounts => Set<CallCount>();

    /// <summary>The days on which customers called or were called.</summary>
    public DbSet<CallerDay> CallerDays => Set<CallerDay>();

    /// <summary>Counts of contacts, callers and returned calls by day.</summary>
    public DbSet<Tally> Tallies => Set<Tally>();

    /// <summary>Deliveries that could not be projected.</summary>
    public DbSet<DeliveryFailure> DeliveryFailures => Set<DeliveryFailure>();

    /// <summary>Other steps of projection that failed.</summary>
    public DbSet<StepFailure> StepFailures => Set<StepFailure>();

    /// <summary>Fields of deliveries that were ignored.</summary>
    public DbSet<DeliveryNotes> DeliveryNotes => Set<DeliveryNotes>();

    /// <summary>The times at which each block of the log was received.</summary>
    public DbSet<ReceiptSpan> ReceiptSpans => Set<ReceiptSpan>();

    /// <summary>The position up to which the log is projected.</summary>
    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcMilliseconds>();
        AsJson<IReadOnlyList<IvrInput>>(configurationBuilder);
        AsJson<IReadOnlyList<string>>(configurationBuilder);
        AsJson<IReadOnlyList<Insight>>(configurationBuilder);
        configurationBuilder.Properties<IReadOnlyList<TranscriptTurn>>().HaveConversion<CompressedJson<IReadOnlyList<TranscriptTurn>>, ByReference<IReadOnlyList<TranscriptTurn>>>();
        AsJson<IReadOnlyList<ContactPhone>>(configurationBuilder);
        AsJson<IReadOnlyList<Titled>>(configurationBuilder);
        AsJson<IReadOnlyDictionary<string, string>>(configurationBuilder);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Call>(call =>
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
        modelBuilder.Entity<CallDelivery>(row =>
        {
            row.HasKey(link => link.DeliveryId);
            row.HasIndex(link => link.CdrId);
        });
        modelBuilder.Entity<Summary>(summary =>
        {
            summary.HasKey(row => row.CdrUuid);
            summary.Property(row => row.CdrUuid).HasConversion<UuidBytes>();
            summary.Repeats(nameof(Summary.Account), nameof(Summary.AccountKey));
            summary.HasIndex(row => new { row.AccountKey, row.DurationSeconds, row.ReceivedUtc }, "IX_Summaries_Waiting").HasFilter("CdrId IS NULL");
            summary.HasIndex(row => row.DeliveryId).HasFilter("CdrId IS NULL");
            summary.HasIndex(row => row.DeliveryId, "IX_Summaries_Delivery").HasFilter("CdrId IS NOT NULL");
        });
        modelBuilder.Entity<SummaryRejection>().HasKey(row => new { row.CdrUuid, row.CdrId });
        modelBuilder.Entity<SummaryRejection>().Property(row => row.CdrUuid).HasConversion<UuidBytes>();
        modelBuilder.Entity<CallInsight>(insight =>
        {
            insight.HasKey(row => new { row.CdrId, row.TitleKey });
            insight.HasIndex(row => row.SortKey, "IX_CallInsights_Callbacks").HasFilter("IsCallback");

            // Includes all columns by which insights are filtered and counted, so that no row is read for a count.
            insight.HasIndex(row => new { row.SortKey, row.TitleKey, row.Title, row.AccountKey, row.ContactId }, "IX_CallInsights_SortKey");
            insight.HasIndex(row => new { row.StaffKey, row.SortKey, row.TitleKey, row.Title, row.AccountKey, row.ContactId }, "IX_CallInsights_StaffKey_SortKey")
                .HasFilter("StaffKey IS NOT NULL");
            insight.HasIndex(row => new { row.TitleKey, row.SortKey, row.StaffKey, row.AccountKey, row.ContactId }, "IX_CallInsights_TitleKey_SortKey");
        });
        modelBuilder.Entity<Contact>(contact =>
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
        modelBuilder.Entity<ContactPhoneKey>().HasKey(row => new { row.PhoneKey, row.ContactId });
        modelBuilder.Entity<ContactPhoneKey>().HasIndex(row => row.ContactId);
        modelBuilder.Entity<ContactLabel>().HasKey(row => new { row.Label, row.ContactId });
        modelBuilder.Entity<ContactLabel>().HasIndex(row => row.ContactId);
        modelBuilder.Entity<StageStay>(stay =>
        {
            stay.HasKey(row => row.DeliveryId);
            stay.HasIndex(row => new { row.ContactId, row.Stage, row.SinceUtc, row.UntilUtc }, "IX_StageStays_ContactId_Stage");

            // Includes all columns by which stays are filtered and counted, so that no row is read for a count.
            stay.HasIndex(row => new { row.Stage, row.SinceUtc, row.ContactId, row.UntilUtc }, "IX_StageStays_Stage_SinceUtc");
            stay.HasIndex(row => new { row.Stage, row.UntilUtc, row.ContactId }, "IX_StageStays_Stage_UntilUtc").HasFilter("UntilUtc IS NOT NULL");
        });
        modelBuilder.Entity<TaskItem>(task =>
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
        modelBuilder.Entity<TimelineEntry>(entry =>
        {
            entry.HasKey(row => row.DeliveryId);
            entry.HasIndex(row => new { row.ContactId, row.AtUtc, row.DeliveryId }).HasFilter("ContactId IS NOT NULL");
            entry.HasIndex(row => new { row.ContactId, row.Kind, row.Key, row.DeliveryId }).HasFilter("ContactId IS NOT NULL");
            entry.HasIndex(row => new { row.TaskId, row.Kind, row.Key, row.DeliveryId }).HasFilter("TaskId IS NOT NULL");
        });
        modelBuilder.Entity<FollowUp>(followUp =>
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
        modelBuilder.Entity<FollowUpDecision>().HasKey(row => row.DecisionId);
        modelBuilder.Entity<FollowUpDecision>().HasIndex(row => new { row.PhoneKey, row.SortKey });
        modelBuilder.Entity<CallDecision>().HasKey(row => row.DecisionId);
        modelBuilder.Entity<CallDecision>().HasIndex(row => row.CdrId);
        modelBuilder.Entity<TeamMember>().HasKey(row => row.UserId);
        modelBuilder.Entity<StaffMember>().HasKey(row => row.Key);
        modelBuilder.Entity<StaffMember>().HasIndex(row => row.AssigneeUserId).HasFilter("AssigneeUserId IS NOT NULL");
        modelBuilder.Entity<MarkedNumber>().HasKey(row => row.PhoneKey);

        // These tables have no row ids, which EF cannot express; see ReadModelSchema.
        modelBuilder.Entity<CallUuid>().HasKey(row => new { row.Uuid, row.CdrId });
        modelBuilder.Entity<CallUuid>().Property(row => row.Uuid).HasConversion<UuidBytes>();
        modelBuilder.Entity<CallUuid>().ToTable(nameof(CallUuids), table => table.ExcludeFromMigrations());
        modelBuilder.Entity<CallIvrKey>().HasKey(row => new { row.Key, row.SortKey });
        modelBuilder.Entity<CallIvrKey>().ToTable(nameof(CallIvrKeys), table => table.ExcludeFromMigrations());
        modelBuilder.Entity<CallInsightValue>().HasKey(row => new { row.TitleKey, row.SortKey, row.ValueKey });
        modelBuilder.Entity<CallInsightValue>().ToTable(nameof(CallInsightValues), table => table.ExcludeFromMigrations());
        modelBuilder.Entity<CallTag>().HasKey(row => new { row.Key, row.SortKey });
        modelBuilder.Entity<CallTag>().ToTable(nameof(CallTags), table => table.ExcludeFromMigrations());
        modelBuilder.Entity<CallCount>().HasKey(row => new { row.Kind, row.Day, row.AccountKey, row.Key });
        modelBuilder.Entity<CallCount>().ComplexProperty(row => row.Figures, figures =>
        {
            foreach (var figure in CallCount.FigureProperties)
                figures.Property(figure.PropertyType, figure.Name).HasColumnName(figure.Name);
        });
        modelBuilder.Entity<CallCount>().ToTable(nameof(CallCounts), table => table.ExcludeFromMigrations());
        modelBuilder.Entity<CallerDay>().HasKey(row => new { row.PhoneKey, row.Day });
        modelBuilder.Entity<CallerDay>().ToTable(nameof(CallerDays), table => table.ExcludeFromMigrations());
        modelBuilder.Entity<Tally>().HasKey(row => new { row.Kind, row.Day, row.Key });
        modelBuilder.Entity<Tally>().ToTable(nameof(Tallies), table => table.ExcludeFromMigrations());
        modelBuilder.Entity<DeliveryFailure>().HasKey(row => row.DeliveryId);
        modelBuilder.Entity<StepFailure>().HasKey(row => new { row.Step, row.Subject });
        modelBuilder.Entity<DeliveryNotes>().HasKey(row => row.DeliveryId);
        modelBuilder.Entity<ReceiptSpan>().HasKey(row => row.Block);

        // Keys come from the sender or the log; none are generated.
        foreach (var key in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetKeys()).SelectMany(key => key.Properties))
            key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }

    private static void AsJson<T>(ModelConfigurationBuilder builder)
        where T : class =>
        builder.Properties<T>().HaveConversion<JsonText<T>, ByReference<T>>();
}
