using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Faults;
using Superfone.Dashboard.Tests.Recordings.Buckets;

namespace Superfone.Dashboard.Tests.Recordings;

/// <summary>The application, the sender's storage that it downloads from, and a clock of their own.</summary>
internal sealed class RecordingWorld : IAsyncDisposable
{
    private RecordingWorld(ApiDashboard api, StorageServer storage, ObjectServer? bucket, JumpingClock time) => (Api, Storage, Bucket, Time) = (api, storage, bucket, time);

    public ApiDashboard Api { get; }

    public RunningDashboard Dashboard => Api.Dashboard;

    public StorageServer Storage { get; }

    /// <summary>The S3 store in which recordings are kept; <see langword="null"/> if they are kept in files.</summary>
    public ObjectServer? Bucket { get; }

    public JumpingClock Time { get; }

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    private string Folder => Path.Combine(Dashboard.DataDirectory, "recordings");

    /// <summary>Every file in the folder of recordings, finished or not.</summary>
    public string[] Files => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*", SearchOption.AllDirectories) : [];

    /// <summary>The contents of all recordings, wherever they are kept.</summary>
    public IReadOnlyList<byte[]> Stored => Bucket is { } bucket ? [.. bucket.Recordings.Values] : [.. Files.Select(File.ReadAllBytes)];

    /// <summary>Loses all recordings, wherever they are kept.</summary>
    public void LoseStored()
    {
        foreach (var key in Bucket?.Recordings.Keys ?? [])
            Bucket!.Lose(key);
        foreach (var file in Files)
            File.Delete(file);
    }

    public static async Task<RecordingWorld> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null, bool isInS3 = false)
    {
        var bucket = isInS3 ? await ObjectServer.StartAsync() : null;
        var storage = await StorageServer.StartAsync();
        var time = new JumpingClock(new DateTimeOffset(2026, 5, 15, 12, 0, 0, TimeSpan.Zero));
        var all = new Dictionary<string, string?>
        {
            ["Superfone:Recordings:Enabled"] = "true",
            ["Superfone:Recordings:AllowPrivateNetworks"] = "true",
            ["Superfone:Recordings:AllowedHosts:0"] = "127.0.0.1",
            ["Superfone:Recordings:ReserveBytes"] = "0",
        };
        foreach (var (key, value) in bucket?.Settings ?? new Dictionary<string, string?>())
            all[key] = value;
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            all[key] = value;
        return new RecordingWorld(new ApiDashboard(await RunningDashboard.StartAsync(all, time, configure)), storage, bucket, time);
    }

    /// <summary>Has the sender announce a recording.</summary>
    public Task AnnounceAsync(long cdrId, string url, Action<JsonObject>? change = null) => Api.PostAsync(Payload.AnsweredCall(cdrId).With(call =>
    {
        call["event"] = "CDR_RECORDING_AVAILABLE";
        call["cdr_recording_url"] = url;
        change?.Invoke(call);
    }));

    /// <summary>The same URL with an end of its own.</summary>
    public string Ending(string url, TimeSpan fromNow) =>
        $"{url}&X-Amz-Date={Now:yyyyMMdd'T'HHmmss'Z'}&X-Amz-Expires={(int)fromNow.TotalSeconds}";

    /// <summary>The recording of a call in the API.</summary>
    public async Task<JsonNode> RecordingAsync(long cdrId) => (await Api.GetAsync($"calls/{cdrId}"))["recording"]!;

    /// <summary>Waits until a call's recording is so.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="status">What the API is to show.</param>
    /// <param name="step">How much time passes from look to look.</param>
    public async Task<JsonNode> WaitForAsync(long cdrId, string status, TimeSpan step = default)
    {
        JsonNode? recording = null;
        await ApiDashboard.WaitAsync(async () =>
        {
            Time.Advance(step);
            recording = await RecordingAsync(cdrId);
            return recording["status"]!.GetValue<string>() == status;
        });
        return recording!;
    }

    /// <summary>The row of a call's recording, once it is queued.</summary>
    public async Task<Recording> RowAsync(long cdrId)
    {
        Recording? found = null;
        await ApiDashboard.WaitAsync(async () =>
        {
            await using var primary = await Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
            found = await primary.Recordings.AsNoTracking().SingleOrDefaultAsync(row => row.CdrId == cdrId, TestContext.Current.CancellationToken);
            return found is not null;
        });
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await Storage.DisposeAsync();
        if (Bucket is not null)
            await Bucket.DisposeAsync();
    }
}
