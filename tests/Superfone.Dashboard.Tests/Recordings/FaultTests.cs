using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Tests.Faults;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Recordings;

/// <summary>Whatever a server does, there is a whole file or none, and a sentence that says why.</summary>
public sealed class FaultTests
{
    private static readonly byte[] Audio = StorageServer.Audio(300_000);

    [Theory]
    [InlineData(403, "The server answered 403 Forbidden.")]
    [InlineData(404, "The server answered 404 Not Found.")]
    [InlineData(204, "The server answered 204 No Content.")]
    public Task Status_ThatIsNoFile_Fails(int status, string error) => FailsAsync(storage => storage.OnStatus("/a", status), error);

    [Fact]
    public async Task Status_503TwiceThenGood_IsStoredInOneAttempt()
    {
        await using var world = await RecordingWorld.StartAsync();
        var answers = 0;
        world.Storage.OnFile("/good", Audio);

        await world.AnnounceAsync(1, world.Storage.On("/a", async context =>
        {
            if (++answers <= 2)
                context.Response.StatusCode = 503;
            else
                await context.Response.Body.WriteAsync(Audio);
        }));

        await world.WaitForAsync(1, "stored", TimeSpan.FromMilliseconds(100));
        Assert.Equal((3, 1), (answers, (await world.RowAsync(1)).Attempts));
    }

    [Fact]
    public Task Status_503ForEver_Fails() => FailsAsync(storage => storage.OnStatus("/a", 503), "The server answered 503 Service Unavailable.");

    [Fact]
    public Task Body_Truncated_Fails() => FailsAsync(
        storage => storage.On("/a", async context =>
        {
            context.Response.ContentLength = Audio.Length;
            await context.Response.Body.WriteAsync(Audio.AsMemory(0, 200_000));
            await context.Response.Body.FlushAsync();
            context.Abort();
        }),
        "The connection ended before the whole file had come.");

    [Fact]
    public Task Body_TruncatedWithoutLength_Fails() => FailsAsync(
        storage => storage.On("/a", async context =>
        {
            await context.Response.Body.WriteAsync(Audio);
            await context.Response.Body.FlushAsync();
            context.Abort();
        }),
        "The connection ended before the whole file had come.");

    [Fact]
    public async Task Body_WithoutContentLength_IsStored()
    {
        await using var world = await RecordingWorld.StartAsync();

        await world.AnnounceAsync(1, world.Storage.On("/a", context => context.Response.Body.WriteAsync(Audio).AsTask()));

        Assert.Equal(Audio.Length, (await world.WaitForAsync(1, "stored"))["sizeBytes"]!.GetValue<int>());
    }

    [Fact]
    public Task Body_Stalls_Fails() => FailsAsync(
        storage => storage.On("/a", async context =>
        {
            context.Response.ContentLength = Audio.Length;
            await context.Response.Body.WriteAsync(Audio.AsMemory(0, 200_000));
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }),
        "The server sent nothing for 30 seconds.", step: TimeSpan.FromSeconds(1));

    [Fact]
    public Task Reply_NeverComes_Fails() => FailsAsync(
        storage => storage.On("/a", context => Task.Delay(Timeout.Infinite, context.RequestAborted)),
        "The server sent nothing for 30 seconds.", step: TimeSpan.FromSeconds(1));

    [Fact]
    public Task Body_Endless_FailsAtTheLimit() => FailsAsync(
        storage => storage.On("/a", async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(Audio, context.RequestAborted);
        }),
        "The file is longer than 1000000 bytes (Superfone:Recordings:MaxBytes).");

    [Fact]
    public Task Body_LongerThanTheLimitByItsHeader_FailsUnread() => FailsAsync(
        storage => storage.OnFile("/a", StorageServer.Audio(1_000_001)),
        "The file is longer than 1000000 bytes (Superfone:Recordings:MaxBytes).");

    [Theory]
    [InlineData("<!DOCTYPE html><html><script>alert(1)</script></html>", "What came is not audio.")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "What came is not audio.")]
    [InlineData("ID", "What came is not audio.")]
    [InlineData("", "The file is empty.")]
    public Task Body_IsNoAudio_IsRefusedWhateverItIsCalled(string body, string error) => FailsAsync(
        storage => storage.On("/a", async context =>
        {
            context.Response.ContentType = "audio/mpeg";
            await context.Response.WriteAsync(body);
        }),
        error);

    [Fact]
    public Task Disk_LessFreeThanTheReserve_AsksForNothingAndSaysWhy() => FailsAsync(
        storage => storage.OnFile("/a", Audio),
        "MB are kept for new events (Superfone:Recordings:ReserveBytes). Downloads go on when there is room.",
        settings: new() { ["Superfone:Recordings:ReserveBytes"] = "1000000000000000000" },
        requests: 0);

    [Fact]
    public async Task Disk_FillsUpDuringADownload_LeavesNoPartSaysWhyAndStoresItLater()
    {
        using var disk = SmallDisk.MountOrSkip(megabytes: 4);
        await using var world = await RecordingWorld.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(disk.Path, "recordings")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(world.Dashboard.DataDirectory, "recordings"), folder);
        var faults = world.Dashboard.Services.GetRequiredService<StorageFaults>();
        disk.Fill(bytesLeft: 100_000);

        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        var failed = await world.WaitForAsync(1, "failed");

        Assert.Equal("The disk is full. The download goes on when there is room.", failed["error"]!.GetValue<string>());
        Assert.Equal(StorageCause.Full, faults.Of(StoragePart.Recordings)?.Cause);
        Assert.Single(world.Storage.Requests);
        Assert.Empty(world.Files);

        disk.Free();
        await world.WaitForAsync(1, "stored", TimeSpan.FromSeconds(5));
        Assert.Equal(Audio, Assert.Single(world.Stored));
        Assert.Null(faults.Of(StoragePart.Recordings));
    }

    [Fact]
    public async Task Folder_BecomesReadOnly_SaysWhyAndStoresItLater()
    {
        await using var world = await RecordingWorld.StartAsync();
        var faults = world.Dashboard.Services.GetRequiredService<StorageFaults>();
        using (ReadOnlyMount.MountOrSkip(Directory.CreateDirectory(Path.Combine(world.Dashboard.DataDirectory, "recordings")).FullName))
        {
            await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
            await world.WaitForAsync(1, "failed");

            Assert.Equal(StorageCause.ReadOnly, faults.Of(StoragePart.Recordings)?.Cause);
        }

        await world.WaitForAsync(1, "stored", TimeSpan.FromSeconds(5));
        Assert.Null(faults.Of(StoragePart.Recordings));
    }

    private static async Task FailsAsync(
        Func<StorageServer, string> url, string error, TimeSpan step = default, Dictionary<string, string?>? settings = null, int? requests = null)
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?>(settings ?? [])
        {
            ["Superfone:Recordings:MaxBytes"] = "1000000",
        });
        await world.AnnounceAsync(1, url(world.Storage));

        // Quick retries pass with the clock; the next attempt is half a minute away.
        var failed = await world.WaitForAsync(1, "failed", step > TimeSpan.Zero ? step : TimeSpan.FromMilliseconds(50));

        Assert.EndsWith(error, failed["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(failed["url"]);
        Assert.Empty(world.Files);
        if (requests is { } count)
            Assert.Equal(count, world.Storage.Requests.Count);
        world.Storage.OnFile("/a", Audio);
        if (settings is null)
            await world.WaitForAsync(1, "stored", TimeSpan.FromSeconds(1));
    }
}
