using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Recordings.Files;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Objects;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Privacy;

namespace Superfone.Dashboard.Tests.Recordings.Buckets;

/// <summary>Recordings go to S3 and back when the setting says so, and leave it when they are erased.</summary>
public sealed class BucketMoveTests
{
    private static readonly byte[] Audio = StorageServer.Audio(300_000);

    [Fact]
    public async Task Setting_ChangedToS3AndBack_MovesWhatExists()
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Store"] = "files" }, isInS3: true);
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");
        Assert.Single(world.Files);

        await world.Dashboard.RestartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Store"] = "s3" });
        await ApiDashboard.WaitAsync(() => Task.FromResult(world.Files.Length == 0));
        Assert.Equal(Audio, Assert.Single(world.Bucket!.Recordings).Value);
        Assert.StartsWith("s3:", (await world.RowAsync(1)).Path, StringComparison.Ordinal);

        await world.Dashboard.RestartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Store"] = "files" });
        await ApiDashboard.WaitAsync(() => Task.FromResult(world.Bucket.Recordings.Count == 0));
        Assert.Equal(Audio, await File.ReadAllBytesAsync(Assert.Single(world.Files), TestContext.Current.CancellationToken));
        Assert.Matches("^recordings/2026/05/15/1-", (await world.RowAsync(1)).Path!);
        Assert.Equal(1, world.Storage.CountOf("/a"));
    }

    [Fact]
    public async Task Move_OfADamagedFile_LeavesItWhereItIs()
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Store"] = "files" }, isInS3: true);
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.AnnounceAsync(2, world.Storage.OnFile("/b", Audio));
        await world.WaitForAsync(1, "stored");
        await world.WaitForAsync(2, "stored");
        var damaged = world.Files.Single(file => Path.GetFileName(file).StartsWith("1-", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(damaged, StorageServer.Audio(Audio.Length, seed: 2), TestContext.Current.CancellationToken);

        await world.Dashboard.RestartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Store"] = "s3" });
        await ApiDashboard.WaitAsync(async () => (await world.RowAsync(2)).Path!.StartsWith("s3:", StringComparison.Ordinal));

        // A file is deleted after its row names the bucket.
        await ApiDashboard.WaitAsync(() => Task.FromResult(world.Files.Length == 1));
        Assert.Equal([damaged], world.Files);
        Assert.Single(world.Bucket!.Recordings);
    }

    [Fact]
    public async Task Unknown_ButNamedAsAFileThatAnotherNodeMovesThere_Stays()
    {
        await using var world = await RecordingWorld.StartAsync(isInS3: true);
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");
        var name = Path.GetFileName(Assert.Single(world.Bucket!.Recordings).Key);
        var stores = world.Dashboard.Services.GetRequiredService<RecordingStores>();

        await stores.DeleteUnknownAsync(() => ([$"recordings/2026/05/15/{name}"], []), TestContext.Current.CancellationToken);
        Assert.Single(world.Bucket.Recordings);

        await stores.DeleteUnknownAsync(() => ([], []), TestContext.Current.CancellationToken);
        Assert.Empty(world.Bucket.Recordings);
    }

    [Fact]
    public async Task Clean_AfterAnotherNodeTookTheDownloadsOver_DeletesNothingOfIt()
    {
        await using var world = await RecordingWorld.StartAsync(isInS3: true);
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");
        var services = world.Dashboard.Services;
        var paused = new RecordingBucket(services.GetRequiredService<ObjectStore>(), services.GetRequiredService<SettingStore>(), new LostLeases());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => paused.CleanAsync([1], TestContext.Current.CancellationToken));

        Assert.Single(world.Bucket!.Recordings);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erasure_WhileTheStoreRefuses_WaitsAndLeavesNoVersionThen(bool hasVersions)
    {
        await using var world = await ErasureWorld.StartAsync(isInS3: true);
        var bucket = world.World.Bucket!;
        bucket.HasVersions = hasVersions;
        var before = bucket.Recordings.Count;
        bucket.Fault = context =>
        {
            if (context.Request.Method == "DELETE")
                context.Abort();
            return Task.FromResult(context.Request.Method == "DELETE");
        };

        var id = await world.EraseAsync("now");
        await world.WaitUntilHiddenAsync();
        await ApiDashboard.WaitAsync(() => Task.FromResult(bucket.Requests.Any(request => request.StartsWith("DELETE recordings/", StringComparison.Ordinal))));
        Assert.NotEqual("done", await world.StateAsync(id));
        Assert.Equal(before, bucket.Recordings.Count);

        // What nobody knows of goes as well: an upload that a kill came after.
        var log = bucket.Recordings.First().Key.Split('/')[1];
        bucket.Restore($"recordings/{log}/999-{Guid.NewGuid():N}.mp3", Audio);
        bucket.Restore($"recordings/{Guid.NewGuid()}/999-{Guid.NewGuid():N}.mp3", Audio);
        bucket.Recover();
        await world.WaitForAsync(id, "done");

        // The recordings of the other person, and what another installation has there, stay.
        Assert.DoesNotContain(bucket.Recordings.Keys, key => key.StartsWith($"recordings/{log}/999-", StringComparison.Ordinal));
        Assert.Single(bucket.Recordings.Keys, key => key.Contains("/999-", StringComparison.Ordinal));
        Assert.Equal(bucket.Recordings.Count, bucket.VersionCount);
    }

    private sealed class LostLeases : ILeases
    {
        public Task<ILease> AcquireAsync(string work, CancellationToken cancellation) => throw new NotSupportedException();

        public void RequireHeld(string work) => throw new OperationCanceledException();
    }
}
