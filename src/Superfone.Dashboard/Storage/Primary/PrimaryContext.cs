using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>
/// <c>superfone.db</c>: what cannot be recomputed. Its schema changes by migrations that only expand first and contract a version later.
/// </summary>
public sealed class PrimaryContext(DbContextOptions<PrimaryContext> options) : IdentityDbContext<IdentityUser>(options)
{
    /// <summary>The append-only log of everything received.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>Where those deliveries came from that Superfone did not post.</summary>
    public DbSet<DeliveryOrigin> DeliveryOrigins => Set<DeliveryOrigin>();

    /// <summary>The append-only log of what people decided.</summary>
    public DbSet<Decision> Decisions => Set<Decision>();

    /// <summary>Recordings: the queue of those to be downloaded, and the facts of those that are stored.</summary>
    public DbSet<Recording> Recordings => Set<Recording>();

    /// <summary>Who has heard which recording.</summary>
    public DbSet<Listen> Listens => Set<Listen>();

    /// <summary>Filters that people have named.</summary>
    public DbSet<SavedView> SavedViews => Set<SavedView>();

    /// <summary>Values that the application made for itself.</summary>
    public DbSet<Setting> Settings => Set<Setting>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcMilliseconds>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<Delivery>(delivery =>
        {
            // The columns stand in this order in the table; the body comes last, so that lists read past nothing.
            // Duplicates stay out of what duplicates are looked up in, or each repetition of a body would be slower to find than the last.
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
            recording.HasIndex(row => row.ExpiresUtc).HasFilter("Status NOT IN (2, 4)"); // What is neither stored nor expired waits.
            recording.HasIndex(row => row.Status);
        });
        builder.Entity<Listen>().ToTable("Hearings").HasKey(listen => new { listen.CdrId, listen.HeardBy });
        builder.Entity<SavedView>().HasIndex(view => new { view.OwnedBy, view.Page, view.Name }).IsUnique();
        builder.Entity<Setting>().HasKey(setting => setting.Name);
    }
}
