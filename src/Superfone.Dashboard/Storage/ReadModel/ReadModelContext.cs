using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Domain.Contacts;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.Domain.Tasks;
using Superfone.Dashboard.Storage.ReadModel.Models;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// <c>views.db</c>: all data that pages show, computed from the log. This context is for reading; only projection writes, through
/// <see cref="ReadModelWriter"/>.
/// </summary>
public sealed class ReadModelContext(DbContextOptions<ReadModelContext> options) : DbContext(options)
{
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
        AsCompressedJson<IReadOnlyList<Insight>>(configurationBuilder);
        AsCompressedJson<IReadOnlyList<TranscriptTurn>>(configurationBuilder);
        AsJson<IReadOnlyList<ContactPhone>>(configurationBuilder);
        AsJson<IReadOnlyList<Titled>>(configurationBuilder);
        AsJson<IReadOnlyDictionary<string, string>>(configurationBuilder);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CallModel.Configure(modelBuilder);
        ContactModel.Configure(modelBuilder);
        FollowUpModel.Configure(modelBuilder);

        // These tables have no row ids, which EF cannot express; see ReadModelSchema.
        modelBuilder.Entity<CallUuid>().HasKey(row => new { row.Uuid, row.CdrId });
        modelBuilder.Entity<CallUuid>().Property(row => row.Uuid).HasConversion<UuidBytes>();
        modelBuilder.Entity<CallUuid>().ToTable(nameof(CallUuids), table => table.ExcludeFromMigrations());
        modelBuilder.Entity<CallIvrKey>().HasKey(row => new { row.Key, row.SortKey });
        modelBuilder.Entity<CallIvrKey>().ToTable(nameof(CallIvrKeys), table => table.ExcludeFromMigrations());
        modelBuilder.Entity<CallInsight>().HasKey(row => new { row.SortKey, row.TitleKey });
        modelBuilder.Entity<CallInsight>().ToTable(nameof(CallInsights), table => table.ExcludeFromMigrations());
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

    private static void AsCompressedJson<T>(ModelConfigurationBuilder builder)
        where T : class =>
        builder.Properties<T>().HaveConversion<CompressedJson<T>, ByReference<T>>();
}
