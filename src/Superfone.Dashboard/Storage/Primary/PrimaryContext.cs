using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Superfone.Dashboard.Storage.Primary.Destinations;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Storage.Primary.Mail;
using Superfone.Dashboard.Storage.Primary.People;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// Everything that cannot be recomputed: <c>superfone.db</c>, or a database of PostgreSQL. A migration only expands the schema; a later version contracts it.
/// </summary>
public class PrimaryContext : IdentityDbContext<User>
{
    /// <summary>Creates a context for <c>superfone.db</c>.</summary>
    public PrimaryContext(DbContextOptions<PrimaryContext> options)
        : base(options)
    {
    }

    /// <summary>Creates a context for another store.</summary>
    protected PrimaryContext(DbContextOptions options)
        : base(options)
    {
    }

    /// <summary>The append-only log of all received deliveries.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>The origins of deliveries that Superfone did not post.</summary>
    public DbSet<DeliveryOrigin> DeliveryOrigins => Set<DeliveryOrigin>();

    /// <summary>The append-only log of users' decisions.</summary>
    public DbSet<Decision> Decisions => Set<Decision>();

    /// <summary>Recordings: the queue of downloads, and the stored files.</summary>
    public DbSet<Recording> Recordings => Set<Recording>();

    /// <summary>The users who have listened to each recording.</summary>
    public DbSet<Listen> Listens => Set<Listen>();

    /// <summary>Filters that users have saved.</summary>
    public DbSet<SavedView> SavedViews => Set<SavedView>();

    /// <summary>Values that the application creates for itself, and settings made on pages.</summary>
    public DbSet<Setting> Settings => Set<Setting>();

    /// <summary>The browsers in which users are signed in.</summary>
    public DbSet<UserSession> Sessions => Set<UserSession>();

    /// <summary>The API tokens made in Settings.</summary>
    public DbSet<IssuedToken> IssuedTokens => Set<IssuedToken>();

    /// <summary>The webhook's secrets made on pages.</summary>
    public DbSet<WebhookSecret> WebhookSecrets => Set<WebhookSecret>();

    /// <summary>The browsers in which users asked to be notified.</summary>
    public DbSet<PushDevice> PushDevices => Set<PushDevice>();

    /// <summary>When users do not want to be notified.</summary>
    public DbSet<PushPreference> PushPreferences => Set<PushPreference>();

    /// <summary>What devices were notified of.</summary>
    public DbSet<PushRecord> PushRecords => Set<PushRecord>();

    /// <summary>The URLs to which events are passed on.</summary>
    public DbSet<Destination> Destinations => Set<Destination>();

    /// <summary>What destinations did not accept.</summary>
    public DbSet<QueuedDelivery> QueuedDeliveries => Set<QueuedDelivery>();

    /// <summary>The last attempts to pass events on.</summary>
    public DbSet<DestinationAttempt> DestinationAttempts => Set<DestinationAttempt>();

    /// <summary>Who gets digests by mail.</summary>
    public DbSet<DigestRecipient> DigestRecipients => Set<DigestRecipient>();

    /// <summary>The digests that were due lately.</summary>
    public DbSet<DigestSend> DigestSends => Set<DigestSend>();

    /// <summary>The notifications that users received by mail.</summary>
    public DbSet<MailRecord> MailRecords => Set<MailRecord>();

    /// <summary>The append-only log of what people and programs did.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Contacts that were or will be erased.</summary>
    public DbSet<Erasure> Erasures => Set<Erasure>();

    /// <summary>What erasures that are not due yet have taken away.</summary>
    public DbSet<WithheldItem> WithheldItems => Set<WithheldItem>();

    /// <summary>Whether the database has the schema of this version.</summary>
    public async Task<bool> IsCurrentAsync() => (await Database.GetAppliedMigrationsAsync()).SequenceEqual(Database.GetMigrations());

    /// <summary>Begins a transaction that is the only one that writes until it ends, as <see cref="PrimaryTransaction"/> does.</summary>
    public virtual Task<IDbContextTransaction> BeginWriteAsync(CancellationToken cancellation = default) => Database.BeginTransactionAsync(cancellation);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcMilliseconds>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<Delivery>(delivery =>
        {
            // The table has its columns in this order. The body comes last, so that lists need not read past it.
            // The indexes for finding duplicates leave out duplicates; otherwise each repetition of a body would be slower than the last.
            delivery.HasIndex(row => row.Hash).HasFilter("Hash IS NOT NULL AND Status <> 1");
            delivery.HasIndex(row => row.ChangeKey).HasFilter("ChangeKey IS NOT NULL AND Status <> 1");
            delivery.HasIndex(row => row.Event);
            delivery.HasIndex(row => row.Status).HasFilter("Status <> 0");
        });
        builder.Entity<DeliveryOrigin>(origin =>
        {
            origin.HasKey(row => row.DeliveryId);
            origin.Property(row => row.DeliveryId).ValueGeneratedNever();
            origin.HasIndex(row => row.ReplayOf).HasFilter("ReplayOf IS NOT NULL");
        });
        builder.Entity<Recording>(recording =>
        {
            recording.HasKey(row => row.CdrId);
            recording.Property(row => row.CdrId).ValueGeneratedNever();
            recording.HasIndex(row => row.ExpiresUtc).HasFilter("Status NOT IN (2, 4)"); // The queue: neither stored nor expired.
            recording.HasIndex(row => row.Status);
        });
        builder.Entity<Listen>().ToTable("Hearings").HasKey(listen => new { listen.CdrId, listen.HeardBy });
        builder.Entity<SavedView>().HasIndex(view => new { view.OwnedBy, view.Page, view.Name }).IsUnique();
        builder.Entity<Setting>().HasKey(setting => setting.Name);
        PeopleModel.Configure(builder);
        PushModel.Configure(builder);
        DestinationModel.Configure(builder);
        MailModel.Configure(builder);
        ErasureModel.Configure(builder);
    }
}
