using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>The tables of destinations. What belongs to a destination goes with it.</summary>
internal static class DestinationModel
{
    /// <summary>Configures the tables.</summary>
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Destination>(destination =>
        {
            destination.ToTable("Destinations");
            destination.Property(row => row.Conditions).HasDefaultValue("");
        });
        builder.Entity<QueuedDelivery>(queued =>
        {
            queued.ToTable("DestinationDeliveries");
            queued.HasKey(row => new { row.DestinationId, row.DeliveryId });
            queued.HasIndex(row => new { row.DestinationId, row.IsFailed, row.DeliveryId });
            queued.HasOne<Destination>().WithMany().HasForeignKey(row => row.DestinationId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<DestinationAttempt>(attempt =>
        {
            attempt.ToTable("DestinationAttempts");
            attempt.HasIndex(row => new { row.DestinationId, row.Id });
            attempt.HasOne<Destination>().WithMany().HasForeignKey(row => row.DestinationId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
