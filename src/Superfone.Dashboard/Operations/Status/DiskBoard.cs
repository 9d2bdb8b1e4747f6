using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Status;

/// <summary>Reads what takes room on the disk, how fast that grows, and for how long there is room.</summary>
public sealed class DiskBoard(
    IDbContextFactory<PrimaryContext> primaries, DataSizes sizes, BackupState backups, IOptionsMonitor<RecordingOptions> recordings, TimeProvider time)
{
    private const int LongestDays = 30;

    // Fewer days say nothing of a month.
    private const int ShortestDays = 7;

    /// <summary>Reads it.</summary>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="DbException">The database cannot be read.</exception>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public async Task<DiskUse> ReadAsync(Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageSettings);
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var stored = primary.Recordings.Where(recording => recording.Status == RecordingStatus.Stored && !recording.Path!.StartsWith(ObjectStore.PathScheme));
        var remote = primary.Recordings.Where(recording => recording.Status == RecordingStatus.Stored && recording.Path!.StartsWith(ObjectStore.PathScheme));
        var databases = sizes.Databases;
        var use = new DiskUse
        {
            FreeBytes = sizes.FreeBytes,
            DiskBytes = sizes.DiskBytes,
            ReserveBytes = recordings.CurrentValue.ReserveBytes,
            PrimaryBytes = databases[0].Bytes,
            ReadModelBytes = databases[1].Bytes,
            Recordings = await stored.CountAsync(cancellation),
            RecordingBytes = await stored.SumAsync(recording => recording.SizeBytes ?? 0, cancellation),
            RemoteRecordings = await remote.CountAsync(cancellation),
            RemoteBytes = await remote.SumAsync(recording => recording.SizeBytes ?? 0, cancellation),
            IsInS3 = recordings.CurrentValue.IsInS3,
            BackupBytes = backups.LastSuccess?.SizeBytes,
        };
        return use with { Growth = await GrowthAsync(primary, use, cancellation) };
    }

    private async Task<DiskGrowth?> GrowthAsync(PrimaryContext primary, DiskUse use, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var first = await primary.Deliveries.OrderBy(delivery => delivery.Id).Select(delivery => new { delivery.Id, delivery.ReceivedUtc }).FirstOrDefaultAsync(cancellation);
        var last = await primary.Deliveries.MaxAsync(delivery => (long?)delivery.Id, cancellation) ?? 0;
        var days = first is null ? 0 : Math.Min((now - first.ReceivedUtc).TotalDays, LongestDays);
        if (days < ShortestDays)
            return null;
        var since = now.AddDays(-days);
        var received = last + 1 - await DeliveryIds.FirstSinceAsync(primary, first!.Id, last + 1, since, cancellation);
        var recorded = await primary.Recordings
            .Where(recording => recording.Status == RecordingStatus.Stored && recording.StoredUtc >= since && !recording.Path!.StartsWith(ObjectStore.PathScheme))
            .SumAsync(recording => recording.SizeBytes ?? 0, cancellation);

        // Databases grow with deliveries, of which all take about the same room.
        var share = (double)received / (last - first.Id + 1);
        var bytesPerDay = ((share * (use.PrimaryBytes + use.ReadModelBytes)) + recorded) / days;
        var room = Math.Max(0, use.FreeBytes - use.ReserveBytes);
        return new DiskGrowth(received / days, (long)(bytesPerDay * LongestDays), bytesPerDay < 1 ? null : (long)(room / bytesPerDay));
    }
}

/// <summary>What takes room on the disk of the data.</summary>
public sealed record DiskUse
{
    /// <summary>Free room, in bytes.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>The size of the disk in bytes.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>What recordings leave free, in bytes.</summary>
    public required long ReserveBytes { get; init; }

    /// <summary>The primary database, in bytes.</summary>
    public required long PrimaryBytes { get; init; }

    /// <summary>The read model, in bytes.</summary>
    public required long ReadModelBytes { get; init; }

    /// <summary>The number of recordings in the data directory.</summary>
    public required int Recordings { get; init; }

    /// <summary>Their files, in bytes.</summary>
    public required long RecordingBytes { get; init; }

    /// <summary>The number of recordings in S3, which take no room on the disk.</summary>
    public int RemoteRecordings { get; init; }

    /// <summary>Their size in bytes.</summary>
    public long RemoteBytes { get; init; }

    /// <summary>Whether new recordings are kept in S3.</summary>
    public bool IsInS3 { get; init; }

    /// <summary>The last backup, in bytes; <see langword="null"/> if there is none.</summary>
    public required long? BackupBytes { get; init; }

    /// <summary>How fast it grows; <see langword="null"/> in the first week.</summary>
    public DiskGrowth? Growth { get; init; }
}

/// <summary>How fast the data grows, by the last month.</summary>
/// <param name="DeliveriesPerDay">Deliveries in a day.</param>
/// <param name="BytesPerMonth">Databases and recordings in 30 days, in bytes; without backups.</param>
/// <param name="DaysLeft">For how many days there is room; <see langword="null"/> if nothing grows.</param>
public sealed record DiskGrowth(double DeliveriesPerDay, long BytesPerMonth, long? DaysLeft);
