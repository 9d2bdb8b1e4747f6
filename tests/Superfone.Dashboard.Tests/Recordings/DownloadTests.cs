using System.Security.Cryptography;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Recordings;

public sealed class DownloadTests
{
    private static readonly byte[] Audio = StorageServer.Audio(300_000);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Announced_FileIsThere_IsStoredWholeAndShown()
    {
        await using var world = await RecordingWorld.StartAsync();

        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));

        var shown = await world.WaitForAsync(1, "stored");
        Assert.Equal("/api/v1/calls/1/recording", shown["url"]!.GetValue<string>());
        Assert.Equal(("audio/mpeg", Audio.Length), (shown["contentType"]!.GetValue<string>(), shown["sizeBytes"]!.GetValue<int>()));
        Assert.Equal("2026-05-22T12:00:00Z", shown["expiresUtc"]!.GetValue<string>());
        var file = Assert.Single(world.Files);
        Assert.Matches(@"recordings/2026/05/15/1-[0-9a-f]{32}\.mp3$", file.Replace('\\', '/'));
        Assert.Equal(Audio, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(SHA256.HashData(Audio), (await world.RowAsync(1)).Sha256);
    }

    [Fact]
    public async Task Announced_InAnotherEventOfTheCall_IsStored()
    {
        await using var world = await RecordingWorld.StartAsync();

        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio), call => call["event"] = "ALL_CALLS");
        await world.AnnounceAsync(2, world.Storage.OnFile("/b", Audio), call => call["cdr_start"] = "half past nine"); // Projection refuses it.

        await world.WaitForAsync(1, "stored");
        await ApiDashboard.WaitAsync(async () => world.Files.Length == 2 && (await world.RowAsync(2)).Path is not null);
    }

    [Fact]
    public async Task SecondEvent_FileIsStored_ChangesNothing()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");
        var row = await world.RowAsync(1);

        await world.AnnounceAsync(1, world.Storage.OnFile("/b", StorageServer.Audio(10)));
        await world.AnnounceAsync(2, world.Storage.OnFile("/c", Audio));
        await world.WaitForAsync(2, "stored");

        Assert.Equal(0, world.Storage.CountOf("/b"));
        Assert.Equivalent(row, await world.RowAsync(1), strict: true);
    }

    [Fact]
    public async Task SecondEvent_FirstUrlFailed_IsDownloadedAtOnce()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnStatus("/old", 403));
        await world.WaitForAsync(1, "failed");

        await world.AnnounceAsync(1, world.Storage.OnFile("/fresh", Audio));

        await world.WaitForAsync(1, "stored");
        Assert.Equal(1, world.Storage.CountOf("/old"));
    }

    [Fact]
    public async Task SecondEvent_WhileTheFirstUrlIsTried_IsDownloadedNext()
    {
        await using var world = await RecordingWorld.StartAsync();
        var isAnnounced = new TaskCompletionSource();
        await world.AnnounceAsync(1, world.Storage.On("/old", async context =>
        {
            await isAnnounced.Task;
            context.Response.StatusCode = 403;
        }));
        await world.WaitForAsync(1, "downloading");
        await world.AnnounceAsync(1, world.Storage.OnFile("/fresh", Audio));
        await ApiDashboard.WaitAsync(async () => (await world.RowAsync(1)).DeliveryId == 2);

        isAnnounced.SetResult();

        await world.WaitForAsync(1, "stored");
    }

    [Fact]
    public async Task Expired_IsNotAskedFor_UntilAFreshUrlComes()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio) + "&X-Amz-Date=20260501T120000Z&X-Amz-Expires=604800");
        await world.WaitForAsync(1, "expired");
        Assert.Empty(world.Storage.Requests);

        await world.AnnounceAsync(1, world.Storage.UrlOf("/a"));

        await world.WaitForAsync(1, "stored");
    }

    [Fact]
    public async Task Failing_UntilTheUrlEnds_IsTriedOnceMoreJustBeforeAndGivenUp()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Ending(world.Storage.OnStatus("/a", 404), TimeSpan.FromHours(1)));
        await world.WaitForAsync(1, "failed");

        // 30 s doubled: after about 30, 90, 210, 450, 930, 1890 s, and at 58 minutes.
        await ApiDashboard.WaitAsync(async () =>
        {
            var status = (await world.RecordingAsync(1))["status"]!.GetValue<string>();

            // While the server is asked no time passes: however slow this machine is, it is not the server that is.
            if (status == "failed")
                world.Time.Advance(TimeSpan.FromSeconds(10));
            return status == "expired";
        });

        Assert.InRange(world.Storage.CountOf("/a"), 8, 11);
        Assert.Equal("The server answered 404 Not Found.", (await world.RecordingAsync(1))["error"]!.GetValue<string>());
        Assert.Empty(world.Files);
    }

    [Fact]
    public async Task Queue_OneAtATime_TakesTheSoonestToExpireFirst()
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:Concurrency"] = "1" });
        var isQueued = new TaskCompletionSource();
        await world.AnnounceAsync(1, world.Storage.On("/first", _ => isQueued.Task));
        await world.WaitForAsync(1, "downloading");
        foreach (var days in new[] { 3, 1, 2 })
            await world.AnnounceAsync(20 - days, world.Ending(world.Storage.OnFile($"/{days}", Audio), TimeSpan.FromDays(days)));
        await ApiDashboard.WaitAsync(async () => (await world.RowAsync(18)).DeliveryId == 4);

        isQueued.SetResult();
        await world.WaitForAsync(17, "stored");

        Assert.Equal(["/first", "/1", "/2", "/3"], world.Storage.Requests);
    }

    [Fact]
    public async Task Failed_AfterTheDelay_IsTriedAgain()
    {
        await using var world = await RecordingWorld.StartAsync();
        await world.AnnounceAsync(1, world.Storage.OnStatus("/a", 403));
        await world.WaitForAsync(1, "failed");
        world.Storage.OnFile("/a", Audio);

        world.Time.Advance(RetryDelay);

        await world.WaitForAsync(1, "stored");
        Assert.Equal(2, (await world.RowAsync(1)).Attempts);
    }
}
