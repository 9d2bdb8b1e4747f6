using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Recordings;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Operations.Status;

/// <summary>Reads how the application fares, for its owner.</summary>
public sealed class StatusBoard(
    IDbContextFactory<PrimaryContext> primaries, IHostApplicationLifetime lifetime, ProjectionLag projection, ProjectionProgress progress,
    RecordingTable recordings, DataSizes sizes, NodeBoard nodes, TimeProvider time)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="DbException">A database cannot be read.</exception>
    public async Task<SystemStatus> ReadAsync(Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageSettings);
        return await ReadAsync(cancellation);
    }

    /// <summary>The same for commands, which have no actor.</summary>
    internal async Task<SystemStatus> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var last = await primary.Deliveries.OrderByDescending(delivery => delivery.Id).Select(delivery => new { delivery.Id, delivery.ReceivedUtc }).FirstOrDefaultAsync(cancellation);
        var isServing = lifetime.ApplicationStarted.IsCancellationRequested;
        (long? Deliveries, TimeSpan Time) behind = isServing ? projection.Read() : (null, TimeSpan.Zero);
        var end = (last?.Id ?? 0) + 1;
        var day = await DeliveryIds.FirstSinceAsync(primary, 1, end, now.AddDays(-1), cancellation);
        var hour = await DeliveryIds.FirstSinceAsync(primary, day, end, now.AddHours(-1), cancellation);
        var databases = sizes.Databases;
        return new SystemStatus
        {
            StartedUtc = ApplicationFacts.StartedUtc,
            Deliveries = last?.Id ?? 0,
            LastReceivedUtc = last?.ReceivedUtc,
            LastHour = end - hour,
            LastDay = end - day,
            Lag = behind.Deliveries,
            LagTime = behind.Time,
            SetAside = progress.Status.SetAside,
            IsRebuilding = progress.Status.IsRebuilding,
            QueuedRecordings = recordings.CountQueued(),
            FreeBytes = sizes.FreeBytes,
            DiskBytes = sizes.DiskBytes,
            PrimaryBytes = databases[0].Bytes,
            ReadModelBytes = databases[1].Bytes,
            Node = nodes.Self.Name,
            Nodes = [.. nodes.Nodes.Select(node => new NodeStatus(
                node.Name, node.Version, node.Id == nodes.Self.Id, node.IsAlive, node.Report.IsComplete, Math.Max(0, (last?.Id ?? 0) - node.Report.ProjectedDeliveryId),
                [.. node.Report.Faults.Select(FaultItem.Of)]))],
            Migration = (await primary.Database.GetAppliedMigrationsAsync(cancellation)).LastOrDefault() ?? "",
        };
    }
}

/// <summary>How the application fares.</summary>
public sealed record SystemStatus
{
    /// <summary>The time of the start, UTC.</summary>
    public required DateTime StartedUtc { get; init; }

    /// <summary>The number of deliveries that were ever received.</summary>
    public required long Deliveries { get; init; }

    /// <summary>The time of the last one, UTC; <see langword="null"/> before the first.</summary>
    public required DateTime? LastReceivedUtc { get; init; }

    /// <summary>Deliveries of the last hour, of all kinds.</summary>
    public required long LastHour { get; init; }

    /// <summary>Deliveries of the last 24 hours.</summary>
    public required long LastDay { get; init; }

    /// <summary>Deliveries that are not projected yet; <see langword="null"/> if the application does not serve.</summary>
    public required long? Lag { get; init; }

    /// <summary>The age of the oldest of them.</summary>
    public required TimeSpan LagTime { get; init; }

    /// <summary>Deliveries and other subjects that failed and were set aside.</summary>
    public required long SetAside { get; init; }

    /// <summary>Whether the read model is being rebuilt.</summary>
    public required bool IsRebuilding { get; init; }

    /// <summary>Recordings that are to be downloaded.</summary>
    public required long QueuedRecordings { get; init; }

    /// <summary>Free room on the disk of the data, in bytes.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>Size of that disk in bytes.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Size of the primary database in bytes.</summary>
    public required long PrimaryBytes { get; init; }

    /// <summary>Size of the read model in bytes.</summary>
    public required long ReadModelBytes { get; init; }

    /// <summary>The name of this node.</summary>
    public required string Node { get; init; }

    /// <summary>The nodes that have used the database in the last day, by name; empty with SQLite.</summary>
    public required IReadOnlyList<NodeStatus> Nodes { get; init; }

    /// <summary>The last migration of the primary database.</summary>
    public required string Migration { get; init; }
}

/// <summary>How a node fares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsThis">Whether it is the one that answers.</param>
/// <param name="IsAlive">Whether it was seen in the last seconds.</param>
/// <param name="IsComplete">Whether its pages show everything up to where it is.</param>
/// <param name="Behind">The number of deliveries that its pages do not show yet.</param>
/// <param name="Faults">What does not work on it, the worst first.</param>
public sealed record NodeStatus(string Name, string Version, bool IsThis, bool IsAlive, bool IsComplete, long Behind, IReadOnlyList<FaultItem> Faults);
