using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Erasures;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Snapshots;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Privacy;

namespace Superfone.Dashboard.Tests.Projections.Snapshots;

/// <summary>Snapshots of the read model in the store, and nodes that join from them.</summary>
public sealed class SnapshotTests
{
    private static readonly string Former = $"/{ReadModelSchema.Version - 1}-";

    [Fact]
    public async Task Join_FromASnapshot_FollowsFromThereAndGivesTheAnswersOfARebuild()
    {
        await using var world = await SnapshotWorld.StartAsync();
        Assert.True(await world.RefreshAsync());
        await world.Api.PostAsync(Payload.AnsweredCall(3), Payload.AnsweredCall(4));

        var joined = await world.JoinAsync();
        var computed = await world.JoinAsync(takesSnapshots: false);

        Assert.Equal((3, 5), (joined.From, computed.From));
        Assert.Equal(computed.Dump, joined.Dump);
        Assert.DoesNotContain(Directory.GetFiles(world.Dashboard.DataDirectory), file => file.Contains("copy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("an erasure")]
    [InlineData("an erasure, renamed")]
    [InlineData("a request to rebuild")]
    [InlineData("another log")]
    [InlineData("an older copy of the log")]
    [InlineData("another schema")]
    [InlineData("another time zone")]
    [InlineData("damage")]
    [InlineData("a part only")]
    [InlineData("a store that is away")]
    public async Task Join_WithASnapshotThatDoesNotFitAfter_ComputesFromTheLog(string what)
    {
        await using var world = await SnapshotWorld.StartAsync();
        await world.RefreshAsync();
        await world.Api.PostAsync(Payload.AnsweredCall(3), Payload.AnsweredCall(4));
        await SpoilAsync(world, what);

        Assert.Equal(await world.JoinAsync(takesSnapshots: false), await world.JoinAsync());
    }

    [Fact]
    public async Task Join_ARebuildIsRequestedMeanwhile_DoesNotIncludeIt()
    {
        await using var world = await SnapshotWorld.StartAsync();
        await world.RefreshAsync();

        var joined = await world.JoinAsync(meanwhile: world.Dashboard.Services.GetRequiredService<RebuildRequests>().AddAsync);

        Assert.Equal((3, 0), (joined.From, joined.Requests));
    }

    [Fact]
    public async Task Refresh_FromTimeToTime_StoresWhatIsNewAndKeepsTwo()
    {
        await using var world = await SnapshotWorld.StartAsync();
        Assert.True(await world.RefreshAsync());
        var first = world.Keys.Single();
        await world.Api.PostAsync(Payload.AnsweredCall(3));
        Assert.False(await world.RefreshAsync());

        for (var call = 4; call < 6; call++)
        {
            world.Time.Advance(TimeSpan.FromHours(7));
            await world.Api.PostAsync(Payload.AnsweredCall(call));
            Assert.True(await world.RefreshAsync());
        }

        Assert.Equal(2, world.Keys.Count);
        Assert.DoesNotContain(first, world.Keys);
        world.Time.Advance(TimeSpan.FromHours(7));
        Assert.False(await world.RefreshAsync());
    }

    [Fact]
    public async Task Refresh_BesideThoseOfAnotherVersion_KeepsThemForAWeek()
    {
        await using var world = await SnapshotWorld.StartAsync();
        await world.RefreshAsync();
        world.Rename(key => key.Replace($"/{ReadModelSchema.Version}-", Former, StringComparison.Ordinal));
        await world.RefreshAsync();
        Assert.Equal(2, world.Keys.Count);

        world.Time.Advance(TimeSpan.FromDays(8));
        await world.Api.PostAsync(Payload.AnsweredCall(3));
        await world.RefreshAsync();
        Assert.DoesNotContain(world.Keys, key => key.Contains(Former, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Erasure_OfSomebodyInASnapshot_DeletesItBeforeItIsDone()
    {
        await using var world = await ErasureWorld.StartAsync(isInS3: true);
        await world.Dashboard.Services.GetRequiredService<ReadModelSnapshots>().RefreshAsync(DateTime.UtcNow, TestContext.Current.CancellationToken);
        var snapshot = Assert.Single(world.World.Bucket!.Objects.Keys, IsSnapshot);

        await world.WaitForAsync(await world.EraseAsync("now"), "done");

        Assert.DoesNotContain(snapshot, world.World.Bucket.Objects.Keys);

        static bool IsSnapshot(string key) => key.StartsWith("read-models/", StringComparison.Ordinal);
    }

    [Fact]
    [OnlyPostgres]
    public async Task ReadModel_IsLostWhileTheApplicationRuns_ComesFromASnapshot()
    {
        await using var world = await SnapshotWorld.StartAsync();
        await world.RefreshAsync();
        await world.Api.PostAsync(Payload.AnsweredCall(3));
        var before = await world.Api.GetAsync("calls?limit=200");

        world.Server.Requests.Clear();
        File.Delete(Path.Combine(world.Dashboard.DataDirectory, "views.db"));

        var projection = world.Dashboard.Services.GetRequiredService<ProjectionService>();
        await ApiDashboard.WaitAsync(() => Task.FromResult(projection.Status is { RebuildNumber: > 0, IsRebuilding: false }));
        Assert.Equal(before.ToJsonString(), (await world.Api.GetAsync("calls?limit=200")).ToJsonString());
        Assert.Contains($"GET {world.Keys.Single()}", world.Server.Requests);
    }

    private static async Task SpoilAsync(SnapshotWorld world, string what)
    {
        var services = world.Dashboard.Services;
        var store = services.GetRequiredService<IPrimaryStore>();
        switch (what)
        {
            case "an erasure":
                services.GetRequiredService<TraceErasure>().BeginEpoch();
                break;
            case "an erasure, renamed":
                services.GetRequiredService<TraceErasure>().BeginEpoch();
                world.Rename(key => key.Replace("-0-0-3-", "-1-0-3-", StringComparison.Ordinal));
                break;
            case "a request to rebuild":
                await services.GetRequiredService<RebuildRequests>().AddAsync();
                break;
            case "another log":
                var id = Guid.NewGuid().ToString();
                Run(store, $"UPDATE Settings SET Value = '{id}' WHERE Name = '{SettingStore.LogId}'");
                world.Rename(key => $"read-models/{id}/{key.Split('/')[^1]}");
                break;
            case "an older copy of the log":
                Run(store, "UPDATE Deliveries SET ReceivedUtc = ReceivedUtc + 1000 WHERE Id = 3");
                break;
            case "another schema":
                world.Rename(key => key.Replace($"/{ReadModelSchema.Version}-", $"/{ReadModelSchema.Version + 1}-", StringComparison.Ordinal));
                break;
            case "another time zone":
                world.Rename(key => string.Join('-', key.Split('-').Select((part, index) => index == 6 ? new string('0', 16) : part)));
                break;
            case "damage":
                world.Rename(key => key, bytes => [.. bytes[..^9], (byte)(bytes[^9] ^ 1), .. bytes[^8..]]);
                break;
            case "a part only":
                world.Rename(key => key, bytes => bytes[..^100]);
                break;
            case "a store that is away":
                world.Server.Fail(503, "SlowDown");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what));
        }
    }

    private static void Run(IPrimaryStore store, string sql)
    {
        using var transaction = new PrimaryTransaction(store);
        transaction.Run(sql);
        transaction.Commit();
    }
}
