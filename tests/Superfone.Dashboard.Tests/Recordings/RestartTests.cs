using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Recordings.Download;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Recordings;

/// <summary>Announced recordings survive restarts, and subscribers see their state.</summary>
public sealed class RestartTests
{
    private static readonly byte[] Audio = StorageServer.Audio(300_000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_DuringADownload_LeavesNoPieceAndCompletesIt(bool isInS3)
    {
        await using var world = await RecordingWorld.StartAsync(isInS3: isInS3);
        await world.AnnounceAsync(1, Stalling(world.Storage));
        await ApiDashboard.WaitAsync(() => Task.FromResult(world.Files.Length == 1));

        await world.Dashboard.StopAsync();
        Assert.Empty(world.Files);
        world.Storage.OnFile("/a", Audio);
        await world.Dashboard.StartAsync();

        await ApiDashboard.WaitAsync(async () => (await world.RowAsync(1)).Status == RecordingStatus.Stored);
        Assert.Equal(Audio, Assert.Single(world.Stored));
    }

    [Fact]
    public async Task Start_AfterLeftovers_DeletesThemAndNothingElse()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");
        await world.AnnounceAsync(2, Stalling(world.Storage));
        await world.WaitForAsync(2, "downloading");
        var folder = Path.GetDirectoryName(world.Files[0])!;
        await world.Dashboard.StopAsync();

        // A kill between the rename and the commit leaves a whole file that no row refers to.
        await File.WriteAllTextAsync(Path.Combine(folder, "2-0123.mp3"), "whole", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "9-0123.part"), "a piece", TestContext.Current.CancellationToken);
        world.Storage.OnFile("/a", Audio);
        await world.Dashboard.StartAsync();

        await ApiDashboard.WaitAsync(async () => (await world.RowAsync(2)).Status == RecordingStatus.Stored);
        Assert.Equal(
            [Path.GetFileName((await world.RowAsync(1)).Path), Path.GetFileName((await world.RowAsync(2)).Path)],
            world.Files.Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Disabled_FetchesNothing_AndWhatWasAnnouncedMeanwhileIsFetchedOnceEnabled()
    {
        var settings = new Dictionary<string, string?> { ["Superfone:Recordings:Enabled"] = "false" };
        await using var world = await RecordingWorld.StartAsync(settings);
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.AnnounceAsync(2, world.Storage.OnFile("/b", Audio) + "&X-Amz-Date=20260501T120000Z&X-Amz-Expires=60");

        await world.WaitForAsync(1, "pending");
        await world.WaitForAsync(2, "expired");
        Assert.Equal(RetryResult.Disabled, await RetryAsync(world, 1));
        Assert.Empty(world.Storage.Requests);

        await world.Dashboard.RestartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Enabled"] = "true" });
        await ApiDashboard.WaitAsync(() => Task.FromResult(world.Files.Length == 1 && !world.Files[0].EndsWith(".part", StringComparison.Ordinal)));
        await ApiDashboard.WaitAsync(async () => (await world.RowAsync(1)).Status == RecordingStatus.Stored);
        Assert.Equal(RecordingStatus.Expired, (await world.RowAsync(2)).Status);
    }

    [Fact]
    public async Task Rebuild_OfTheViews_DownloadsNothingAgain()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");

        await world.Dashboard.Services.GetRequiredService<RebuildRequests>().AddAsync();
        await world.AnnounceAsync(2, world.Storage.OnFile("/b", Audio));
        await world.WaitForAsync(2, "stored");

        await world.WaitForAsync(1, "stored");
        Assert.Equal(1, world.Storage.CountOf("/a"));
    }

    [Fact]
    public async Task Retry_OfEachState_SaysWhatItDid()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnStatus("/a", 403));
        await world.AnnounceAsync(2, world.Storage.UrlOf("/a") + "&X-Amz-Date=20260501T120000Z&X-Amz-Expires=60");
        await world.WaitForAsync(1, "failed");
        await world.RowAsync(2);
        world.Storage.OnFile("/a", Audio);

        Assert.Equal(RetryResult.Queued, await RetryAsync(world, 1));

        await world.WaitForAsync(1, "stored");
        Assert.Equal(RetryResult.Stored, await RetryAsync(world, 1));
        Assert.Equal(RetryResult.Ended, await RetryAsync(world, 2));
        Assert.Equal(RetryResult.Unknown, await RetryAsync(world, 3));
    }

    [Fact]
    public async Task Hub_EachState_IsSentAsTheApiShowsIt()
    {
        await using var world = await RecordingWorld.StartAsync();
        var statuses = new ConcurrentQueue<string>();
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(world.Dashboard.Url, "/hubs/live"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(RunningDashboard.TokenOf(Roles.Agent)))
            .Build();
        hub.On<JsonElement>("CallChanged", call => statuses.Enqueue(call.GetProperty("recording").GetProperty("status").GetString()!));
        await hub.StartAsync(TestContext.Current.CancellationToken);
        var feed = world.Dashboard.Services.GetRequiredService<LiveFeed>();
        await ApiDashboard.WaitAsync(() => Task.FromResult(feed.HasSubscriptions));
        await world.AnnounceAsync(1, world.Storage.OnStatus("/a", 403));
        await ApiDashboard.WaitAsync(() => Task.FromResult(statuses.LastOrDefault() == "failed"));
        world.Storage.OnFile("/a", Audio);

        world.Time.Advance(TimeSpan.FromMinutes(1));

        await ApiDashboard.WaitAsync(() => Task.FromResult(statuses.LastOrDefault() == "stored"));
    }

    private static Task<RetryResult> RetryAsync(RecordingWorld world, long cdrId) =>
        world.Dashboard.Services.GetRequiredService<RecordingRetry>().RetryAsync(cdrId, Actor.System, TestContext.Current.CancellationToken);

    private static string Stalling(StorageServer storage) => storage.On("/a", async context =>
    {
        context.Response.ContentLength = Audio.Length;
        await context.Response.Body.WriteAsync(Audio.AsMemory(0, 200_000));
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });
}
