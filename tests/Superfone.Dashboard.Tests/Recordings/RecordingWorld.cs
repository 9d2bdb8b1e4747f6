using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Faults;

namespace Superfone.Dashboard.Tests.Recordings;

/// <summary>The application, the sender's storage that it downloads from, and a clock of their own.</summary>
internal sealed class RecordingWorld : IAsyncDisposable
{
    private RecordingWorld(ApiDashboard api, StorageServer storage, JumpingClock time) => (Api, Storage, Time) = (api, storage, time);

    public ApiDashboard Api { get; }

    public RunningDashboard Dashboard => Api.Dashboard;

    public StorageServer Storage { get; }

    public JumpingClock Time { get; }

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    private string Folder => Path.Combine(Dashboard.DataDirectory, "recordings");

    /// <summary>Every file in the folder of recordings, finished or not.</summary>
    public string[] Files => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*", SearchOption.AllDirectories) : [];

    public static async Task<RecordingWorld> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        var storage = await StorageServer.StartAsync();
        var time = new JumpingClock(new DateTimeOffset(2026, 5, 15, 12, 0, 0, TimeSpan.Zero));
        var all = new Dictionary<string, string?>
        {
            ["Superfone:Recordings:Enabled"] = "true",
            ["Superfone:Recordings:AllowPrivateNetworks"] = "true",
            ["Superfone:Recordings:AllowedHosts:0"] = "127.0.0.1",
            ["Superfone:Recordings:ReserveBytes"] = "0",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            all[key] = value;
        return new RecordingWorld(new ApiDashboard(await RunningDashboard.StartAsync(all, time, configure)), storage, time);
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
    }
}
