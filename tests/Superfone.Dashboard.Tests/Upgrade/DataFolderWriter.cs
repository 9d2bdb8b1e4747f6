using System.Net;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Recordings.Listening;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Recordings;

namespace Superfone.Dashboard.Tests.Upgrade;

/// <summary>Writes the fixture of the present version: run by hand before a release, as <c>tests/fixtures/README.md</c> says.</summary>
public sealed class DataFolderWriter
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact(Explicit = true)]
    public async Task Write_DataFolderOfThisVersion()
    {
        var target = Environment.GetEnvironmentVariable("FIXTURE") ?? throw new InvalidOperationException("FIXTURE says which folder to write.");
        var dashboard = await RunningDashboard.StartAsync(
            new Dictionary<string, string?>
            {
                ["Superfone:Recordings:Enabled"] = "true",
                ["Superfone:Recordings:AllowPrivateNetworks"] = "true",
                ["Superfone:Recordings:AllowedHosts:0"] = "127.0.0.1",
                ["Superfone:Recordings:ReserveBytes"] = "0",
            },
            DataFolder.Clock());
        await using var api = new ApiDashboard(dashboard);
        await using var storage = await StorageServer.StartAsync();

        await api.PostAsync([.. DataFolderTraffic.Bodies(storage.OnFile("/acme/101.wav", Tone()))]);
        await DecideAsync(api);
        await api.PostAsync(Payload.AnsweredCall(401, "2026-05-15T11:30:00Z"));
        await ApiDashboard.WaitAsync(async () => (string?)(await api.GetAsync($"calls/{DataFolder.RecordedCall}"))["recording"]!["status"] == "stored");
        var answers = await DataFolder.AnswersAsync(api);

        await dashboard.StopAsync();
        Save(dashboard.DataDirectory, target);
        await File.WriteAllTextAsync(Path.Combine(target, "answers.json"), answers.ToJsonString(Readable) + "\n", TestContext.Current.CancellationToken);
    }

    private static async Task DecideAsync(ApiDashboard api)
    {
        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        await SendAsync(HttpMethod.Put, $"summaries/{DataFolderTraffic.LinkedUuid}/call", new { cdrId = 301 });
        await SendAsync(HttpMethod.Put, $"summaries/{DataFolderTraffic.UnlinkedUuid}/call", new { cdrId = 302 });
        await SendAsync(HttpMethod.Delete, $"summaries/{DataFolderTraffic.UnlinkedUuid}/call/302");
        var open = (await api.GetAsync("follow-ups?state=open"))["items"]!.AsArray();
        await SendAsync(HttpMethod.Post, $"follow-ups/{IdOf(open, "+918000000003")}/close", new { note = "Wrong number" });
        await SendAsync(HttpMethod.Post, $"follow-ups/{IdOf(open, "+918000000004")}/close", new { note = "By mistake" });
        await SendAsync(HttpMethod.Post, $"follow-ups/{IdOf(open, "+918000000004")}/reopen");

        using var import = await manager.PostAsync("/api/v1/deliveries/import", new StringContent(Payload.AnsweredCall(402, "2026-05-15T11:00:00Z")));
        Assert.Equal(HttpStatusCode.OK, import.StatusCode);
        await api.Dashboard.Services.GetRequiredService<SavedViewStore>().SaveAsync(RunningDashboard.OwnerEmail, "/calls", "Missed", "missed=true");
        await api.Dashboard.Services.GetRequiredService<ListenLog>().MarkAsync(DataFolder.RecordedCall, Actor.System with { Name = RunningDashboard.OwnerEmail });

        async Task SendAsync(HttpMethod method, string path, object? body = null)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await manager.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        }
    }

    private static JsonNode IdOf(JsonArray followUps, string phone) => followUps.Single(item => (string?)item!["phone"] == phone)!["id"]!;

    private static void Save(string folder, string target)
    {
        SqliteConnection.ClearAllPools();
        foreach (var database in Directory.GetFiles(folder, "*.db"))
        {
            using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(target, "data", Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // Half a second of 440 Hz: WAV, 8 kHz, 8 bits, one channel.
    private static byte[] Tone()
    {
        const int rate = 8000;
        const int samples = rate / 2;
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(samples);
        for (var sample = 0; sample < samples; sample++)
            writer.Write((byte)(128 + 100 * Math.Sin(2 * Math.PI * 440 * sample / rate)));
        return file.ToArray();
    }
}
