using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.Erasures;

/// <summary>The tables of erasures.</summary>
internal static class ErasureModel
{
    /// <summary>Configures the tables.</summary>
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Erasure>(erasure =>
        {
            erasure.ToTable("Erasures");
            erasure.HasIndex(row => row.DueUtc).HasFilter("DoneUtc IS NULL");
        });
        builder.Entity<WithheldItem>(item =>
        {
            item.ToTable("WithheldItems");
            item.HasIndex(row => row.ErasureId);
        });
    }
}
