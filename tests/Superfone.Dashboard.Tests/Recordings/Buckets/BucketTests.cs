using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Operations.Status;
using Superfone.Dashboard.Tests.Operations.Commands;

namespace Superfone.Dashboard.Tests.Recordings.Buckets;

/// <summary>Recordings in S3: what is sent there, and what is seen of it.</summary>
public sealed class BucketTests
{
    private static readonly byte[] Audio = StorageServer.Audio(300_000);

    [Theory]
    [InlineData(300_000, "")]
    [InlineData(300_000, "AES256")]
    [InlineData(20_000_000, "aws:kms")]
    public async Task Announced_OfAnySize_IsStoredWholeWithItsTypeAndEncryption(int size, string encryption)
    {
        await using var world = await RecordingWorld.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:S3:Encryption"] = encryption }, isInS3: true);
        var audio = StorageServer.Audio(size);

        await world.AnnounceAsync(1, world.Storage.OnFile("/a", audio));
        await world.WaitForAsync(1, "stored");

        var (key, stored) = Assert.Single(world.Bucket!.Recordings);
        Assert.Matches("^recordings/[0-9a-f-]{36}/1-[0-9a-f]{32}\\.mp3$", key);
        Assert.Equal(audio, stored);
        Assert.Equal($"s3:{key}", (await world.RowAsync(1)).Path);
        Assert.Equal(encryption, world.Bucket.LastEncryption);
        Assert.Equal(0, world.Bucket.UploadCount);
        Assert.Empty(world.Files);
        Assert.Equal(audio, await world.Api.Client.GetByteArrayAsync("/api/v1/calls/1/recording", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Range_OfALongRecording_AsksTheStoreForNoMore()
    {
        await using var world = await StoredAsync();
        var ranges = new List<string>();
        world.Bucket!.Fault = context =>
        {
            ranges.Add(context.Request.Headers.Range.ToString());
            return Task.FromResult(false);
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/calls/1/recording") { Headers = { Range = new(100, 199) } };

        using var response = await world.Api.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(["bytes=100-199"], ranges);
    }

    [Fact]
    public async Task Listener_ThatMayNot_ReachesNoStore()
    {
        await using var world = await StoredAsync();
        var before = world.Bucket!.Requests.Count;
        using var stranger = world.Dashboard.CreateClient();

        using var refused = await stranger.GetAsync("/api/v1/calls/1/recording", TestContext.Current.CancellationToken);
        using var forbidden = await world.Api.Client.GetAsync("/api/v1/calls/1/recording?download=1", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (refused.StatusCode, forbidden.StatusCode));
        Assert.Equal(before, world.Bucket.Requests.Count);
    }

    [Fact]
    public async Task Disk_WithRecordingsInS3_CountsThemApart()
    {
        await using var world = await StoredAsync();

        var use = await world.Dashboard.Services.GetRequiredService<DiskBoard>().ReadAsync(Actor.System, TestContext.Current.CancellationToken);

        Assert.Equal((0, 0L, 1, (long)Audio.Length, true), (use.Recordings, use.RecordingBytes, use.RemoteRecordings, use.RemoteBytes, use.IsInS3));
    }

    [Fact]
    public async Task Missing_WithALinkThatEnded_StaysListedUntilTheBucketIsTheRightOne()
    {
        await using var world = await StoredAsync();
        var (key, audio) = world.Bucket!.Recordings.Single();
        world.Bucket.Lose(key);
        world.Time.Advance(TimeSpan.FromDays(30));

        using var missing = await world.Api.Client.GetAsync("/api/v1/calls/1/recording", TestContext.Current.CancellationToken);
        world.Bucket.Restore(key, audio);
        using var found = await world.Api.Client.GetAsync("/api/v1/calls/1/recording", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (missing.StatusCode, found.StatusCode));
    }

    [Fact]
    public async Task Check_RecordingsInS3_ReadsEachOfThem()
    {
        await using var world = await StoredAsync();
        Assert.Equal("ok recordings: 1 files, 1 of them in S3", await CheckAsync(world));

        world.Bucket!.Damage(bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        Assert.Contains("SHA-256 differs", await CheckAsync(world), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_WithRecordingsInS3_SaysWhatIsNotInIt()
    {
        await using var world = await StoredAsync();
        var folder = Directory.CreateTempSubdirectory("superfone-backups-").FullName;

        var (exitCode, output, error) = await RunAsync(world, "backup", folder);

        Assert.Equal(0, exitCode);
        Assert.Contains("1 recordings (0 MiB) are in the S3 store and not in the backup", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "*.mp3", SearchOption.AllDirectories));
        var manifest = await File.ReadAllTextAsync(Path.Combine(output[^1], "manifest.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"recordingsInS3\": {", manifest, StringComparison.Ordinal);
        Assert.Contains("\"problems\": []", manifest, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<RecordingWorld> StoredAsync()
    {
        var world = await RecordingWorld.StartAsync(isInS3: true);
        await world.AnnounceAsync(1, world.Storage.OnFile("/a", Audio));
        await world.WaitForAsync(1, "stored");
        return world;
    }

    private static async Task<string> CheckAsync(RecordingWorld world)
    {
        var (_, output, _) = await RunAsync(world, "check");
        return output.Single(line => line.Split(':')[0].EndsWith("recordings", StringComparison.Ordinal));
    }

    private static Task<(int ExitCode, List<string> Output, string Error)> RunAsync(RecordingWorld world, params string[] command) => CommandRun.InvokeAsync(
        [.. command, .. world.Dashboard.DataArguments, .. world.Bucket!.Settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
}
