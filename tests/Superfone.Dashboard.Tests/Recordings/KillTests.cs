using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Superfone.Dashboard.Tests.Crash;
using Superfone.Dashboard.Tests.Recordings.Buckets;

namespace Superfone.Dashboard.Tests.Recordings;

public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int CallsPerKill = 6;

    private static readonly int Kills = CrashSwitch.Crashes / 8 ?? 2;
    private static readonly int Calls = Kills * CallsPerKill;

    /// <summary>Downloads from this machine.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["Superfone:Recordings:Enabled"] = "true",
        ["Superfone:Recordings:AllowPrivateNetworks"] = "true",
        ["Superfone:Recordings:AllowedHosts:0"] = "127.0.0.1",
        ["Superfone:Recordings:ReserveBytes"] = "0",
        ["Superfone:Recordings:RetryDelay"] = "00:00:00.2",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-kill-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_DuringDownloads_LeavesWholeFilesOrNoneAndARestartCompletesThem()
    {
        await using var storage = await StorageServer.StartAsync();
        output.WriteLine($"Seed: {CrashSwitch.Seed}");
        var random = new Random(CrashSwitch.Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using (var dashboard = new CrashedDashboard(_folder, Settings))
            {
                for (var cdrId = kill * CallsPerKill; cdrId < (kill + 1) * CallsPerKill; cdrId++)
                    await dashboard.PostAsync(Announcement(cdrId, storage.On($"/{cdrId}", Dripping(cdrId))));
                await CrashedDashboard.WaitAsync(() => Files("*.part").Length > 0);
                await Task.Delay(random.Next(200), TestContext.Current.CancellationToken);
                dashboard.Kill();
            }

            AssertWhole();
        }

        await using var last = new CrashedDashboard(_folder, Settings);
        for (var cdrId = 0; cdrId < Calls; cdrId++)
        {
            byte[]? played = null;
            await CrashedDashboard.WaitAsync(async () =>
            {
                using var response = await last.GetAsync($"/api/v1/calls/{cdrId}/recording");
                played = response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsByteArrayAsync() : null;
                return played is not null;
            });
            Assert.Equal(AudioOf(cdrId), played);
        }

        // One file for each call: nothing is left of the attempts that were killed.
        AssertWhole();
        Assert.Empty(Files("*.part"));
        Assert.Equal(Calls, Files("*.mp3").Length);
    }

    [Fact]
    public async Task Kill_DuringUploads_LeavesWholeObjectsOrNoneAndARestartCompletesThem()
    {
        await using var storage = await StorageServer.StartAsync();
        await using var bucket = await ObjectServer.StartAsync();
        var settings = Settings.Concat(bucket.Settings!).ToDictionary(setting => setting.Key, setting => setting.Value!);
        await using (var dashboard = new CrashedDashboard(_folder, settings))
        {
            // Of three uploads, one has arrived when the process ends, and is not recorded; the others never arrive.
            var arrived = 0;
            bucket.Fault = async context =>
            {
                if (context.Request.Method != HttpMethods.Get || !context.Request.Headers.Range.ToString().Contains("0-0", StringComparison.Ordinal) || context.Request.Path.Value!.Contains("probe", StringComparison.Ordinal))
                    return false;
                Interlocked.Increment(ref arrived);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return true;
            };
            for (var cdrId = 0; cdrId < 3; cdrId++)
                await dashboard.PostAsync(Announcement(cdrId, storage.OnFile($"/{cdrId}", AudioOf(cdrId))));
            await CrashedDashboard.WaitAsync(() => Volatile.Read(ref arrived) > 0);
            dashboard.Kill();
        }

        Assert.NotEmpty(bucket.Recordings);
        bucket.Recover();
        await using var last = new CrashedDashboard(_folder, settings);
        for (var cdrId = 0; cdrId < 3; cdrId++)
            await CrashedDashboard.WaitAsync(async () => (await last.GetAsync($"/api/v1/calls/{cdrId}/recording")).StatusCode == HttpStatusCode.OK);

        Assert.Equal(Enumerable.Range(0, 3).Select(AudioOf), bucket.Recordings.OrderBy(item => item.Key[(item.Key.LastIndexOf('/') + 1)..]).Select(item => item.Value));
        Assert.Empty(Files("*"));
    }

    private static byte[] AudioOf(int cdrId) => StorageServer.Audio(120_000 + cdrId, cdrId);

    private static RequestDelegate Dripping(int cdrId) => async context =>
    {
        var audio = AudioOf(cdrId);
        context.Response.ContentLength = audio.Length;
        foreach (var piece in audio.Chunk(20_000))
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            await Task.Delay(20, context.RequestAborted);
        }
    };

    /// <summary>A body that announces the recording of a call.</summary>
    internal static byte[] Announcement(int cdrId, string url) => Encoding.UTF8.GetBytes(Payload.AnsweredCall(cdrId).With(call =>
    {
        call["event"] = "CDR_RECORDING_AVAILABLE";
        call["cdr_recording_url"] = url;
    }));

    private void AssertWhole() => Assert.All(Files("*.mp3"), path =>
        Assert.Equal(AudioOf(int.Parse(Path.GetFileName(path).Split('-')[0], System.Globalization.CultureInfo.InvariantCulture)), File.ReadAllBytes(path)));

    private string[] Files(string pattern)
    {
        var folder = Path.Combine(_folder, "data", "recordings");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, SearchOption.AllDirectories) : [];
    }
}
