using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Storage.Primary.Push;

/// <summary>The tables of notifications. All of them go with the user; those of a device with its session.</summary>
internal static class PushModel
{
    /// <summary>Configures the tables.</summary>
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<PushDevice>(device =>
        {
            device.ToTable("PushDevices");
            device.HasIndex(row => row.Endpoint).IsUnique();
            device.HasIndex(row => row.UserId);
            device.HasOne<UserSession>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<PushPreference>(preference =>
        {
            preference.ToTable("PushPreferences");
            preference.HasKey(row => row.UserId);
            preference.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<PushRecord>(record =>
        {
            record.ToTable("PushRecords");
            record.HasKey(row => new { row.DeviceId, row.Topic });
            record.HasIndex(row => row.AtUtc);
            record.Property(row => row.IsBeingSent).HasDefaultValue(false);
            record.HasOne<PushDevice>().WithMany().HasForeignKey(row => row.DeviceId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
