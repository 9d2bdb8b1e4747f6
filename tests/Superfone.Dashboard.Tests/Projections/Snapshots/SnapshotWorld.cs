using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Snapshots;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Recordings.Buckets;

namespace Superfone.Dashboard.Tests.Projections.Snapshots;

/// <summary>A running application with a store for snapshots of its read model, and nodes that join it.</summary>
internal sealed class SnapshotWorld(RunningDashboard dashboard, ObjectServer server, FakeTimeProvider time) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-nodes-").FullName;

    public RunningDashboard Dashboard => dashboard;

    public ApiDashboard Api { get; } = new(dashboard);

    public ObjectServer Server => server;

    public FakeTimeProvider Time => time;

    public ReadModelSnapshots Snapshots => dashboard.Services.GetRequiredService<ReadModelSnapshots>();

    /// <summary>The keys of the snapshots.</summary>
    public IReadOnlyList<string> Keys => [.. server.Objects.Keys.Where(key => key.StartsWith("read-models/", StringComparison.Ordinal))];

    public static async Task<SnapshotWorld> StartAsync()
    {
        var server = await ObjectServer.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var settings = new Dictionary<string, string?>(server.Settings) { ["Superfone:Recordings:ReserveBytes"] = "0" };
        var world = new SnapshotWorld(await RunningDashboard.StartAsync(settings), server, time);
        await world.Api.PostAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(2), Payload.Contact(7));
        return world;
    }

    public Task<bool> RefreshAsync() => Snapshots.RefreshAsync(time.GetUtcNow().UtcDateTime, TestContext.Current.CancellationToken);

    /// <summary>Gives the only snapshot another name, and other bytes.</summary>
    public void Rename(Func<string, string> name, Func<byte[], byte[]>? change = null)
    {
        var key = Keys.Single();
        var bytes = server.Objects[key].ToArray();
        if (change is null)
            Assert.NotEqual(key, name(key));
        server.Lose(key);
        server.Restore(name(key), change?.Invoke(bytes) ?? bytes);
    }

    /// <summary>Computes a read model as a node does that joins.</summary>
    /// <param name="takesSnapshots">Whether snapshots are looked for.</param>
    /// <param name="meanwhile">What happens before it is shown.</param>
    /// <returns>What it shows, the delivery up to which it was there before it followed the log, and how many rebuild requests it includes.</returns>
    public async Task<(string Dump, long From, long Requests)> JoinAsync(bool takesSnapshots = true, Func<Task>? meanwhile = null)
    {
        var services = dashboard.Services;
        var log = services.GetRequiredService<IEventLog>();
        var display = services.GetRequiredService<IOptionsMonitor<DisplayOptions>>().CurrentValue;
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        var file = new ReadModelFile(new DataDirectory(Options.Create(new DataOptions { Directory = folder })), () => display);
        using var reader = log.OpenReader();
        file.Open(reader.Stamp);
        using var rebuild = new Rebuild(
            file, log, reader, (writer, own) => new Projector(writer, own, NullLogger.Instance), TimeProvider.System, services.GetRequiredService<StorageFaults>(), NullLogger.Instance,
            takesSnapshots ? Snapshots : null);
        rebuild.Begin(reader.Stamp);
        long? from = null;
        while (!rebuild.ProjectBatch(1))
        {
            // One batch of one delivery was projected after what was there.
            from ??= rebuild.HasWork && rebuild.DeliveryId > 0 ? rebuild.DeliveryId - 1 : null;
            Assert.True(SpinWait.SpinUntil(() => rebuild.HasWork || rebuild.Error is not null, TimeSpan.FromSeconds(30)));
            Assert.Null(rebuild.Error);
        }

        from ??= rebuild.DeliveryId;
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        long requests;
        using (var shown = rebuild.Swap(reader.Stamp)!)
            requests = shown.Checkpoint.RebuildRequests;
        return (ReadModelDump.Of(file), from!.Value, requests);
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
