using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Faults;

/// <summary>The real program on a disk that fails: whatever it acknowledged is kept, the cause is named, and it goes on by itself.</summary>
[OnlySqlite("a file system for SQLite")]
public sealed class FailingProgramTests : IDisposable
{
    private const int Full = 13;
    private const int InputOutput = 10;
    private const int ReadOnly = 8;
    private const string Token = "a token of the manager";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-failing-");
    private HttpClient _client = new();
    private readonly List<long> _acknowledged = [];

    private string Command => Path.Combine(_folder.FullName, "command");

    public void Dispose()
    {
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Disk_FailsInSeveralWays_IsNamedEverywhereAndEndsByItself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The faults are those of SQLite's file system for Linux.");
        await using var process = Start();
        await SignInAsync();
        await AcceptAsync(1);

        // The log: posts are refused, pages stay.
        foreach (var (code, word, cause) in new[] { (Full, "disk", "Full"), (InputOutput, "disk", "Disk"), (ReadOnly, "readonly", "ReadOnly") })
        {
            FailingFiles.Fail(Command, code, "superfone.db");
            for (var post = 0; post < 5; post++)
                await RefuseAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, word), await HealthAsync("ingest"));
            Assert.Contains($"data-fault=\"Log\" data-cause=\"{cause}\"", await _client.GetStringAsync("/calls", TestContext.Current.CancellationToken), StringComparison.Ordinal);

            File.Delete(Command);
            await AcceptAsync(100 + code);
            await ApiDashboard.WaitAsync(async () => (await HealthAsync("ingest")).Status == HttpStatusCode.OK);
            await ApiDashboard.WaitAsync(async () => !(await _client.GetStringAsync("/calls", TestContext.Current.CancellationToken)).Contains("data-fault", StringComparison.Ordinal));
        }

        // The read model: posts are stored, pages follow later.
        FailingFiles.Fail(Command, Full, "views");
        await AcceptAsync(2);
        await ApiDashboard.WaitAsync(async () => await HealthAsync("ready") == (HttpStatusCode.ServiceUnavailable, "disk"));
        Assert.Equal(HttpStatusCode.OK, (await HealthAsync("ingest")).Status);
        Assert.Contains("data-fault=\"Projection\" data-cause=\"Full\"", await _client.GetStringAsync("/calls", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        File.Delete(Command);
        await ApiDashboard.WaitAsync(async () => (await HealthAsync("ready")).Status == HttpStatusCode.OK);

        var calls = (await GetAsync("calls?limit=200")).GetProperty("items").EnumerateArray().Select(call => call.GetProperty("cdrId").GetInt64());
        Assert.Equal([1L, 2, 100 + ReadOnly, 100 + InputOutput, 100 + Full], calls.Order());
        Assert.Equal(_acknowledged, Enumerable.Range(1, 5).Select(id => (long)id));
        process.Terminate();
        await process.WaitForExitAsync();

        // One line for each fault; others who wrote just then complain once as well, not once a second.
        var complaints = process.Output.Where(line => line.StartsWith("fail", StringComparison.Ordinal) || line.StartsWith("warn", StringComparison.Ordinal)).ToList();
        Assert.True(complaints.Count(line => line.Contains("StorageFaults", StringComparison.Ordinal)) == 4 && complaints.Count <= 12, string.Join('\n', process.Output));
        Assert.Equal(3, process.Output.Count(line => line.Contains("Deliveries are stored again; 5 were refused", StringComparison.Ordinal)));
        Assert.Single(process.Output, line => line.Contains("Free some space", StringComparison.Ordinal) && line.Contains("Deliveries cannot be stored", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadModel_CannotBeRebuiltOrIsLost_IsComputedByItself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The faults are those of SQLite's file system for Linux.");
        var data = Path.Combine(_folder.FullName, "data");
        await using (var process = Start())
        {
            await SignInAsync();
            for (var cdrId = 1; cdrId <= 3; cdrId++)
                await AcceptAsync(cdrId);
            await ShowsAsync(3);

            // A rebuild without room: what is shown stays, and follows.
            FailingFiles.Fail(Command, Full, "views.1.db");
            RequestRebuild(data);
            await ApiDashboard.WaitAsync(async () => await HealthAsync("ready") == (HttpStatusCode.OK, "disk"));
            Assert.Contains("data-fault=\"Rebuild\" data-cause=\"Full\"", await _client.GetStringAsync("/calls", TestContext.Current.CancellationToken), StringComparison.Ordinal);
            await AcceptAsync(4);
            await ShowsAsync(4);
            File.Delete(Command);
            process.WaitForLine("The read model has been recomputed");

            // The file is deleted under the process.
            foreach (var file in Directory.GetFiles(data, "views*"))
                File.Delete(file);
            process.WaitForLine("The read model has been recomputed");
            await ShowsAsync(4);
            await ApiDashboard.WaitAsync(async () => await HealthAsync("ready") == (HttpStatusCode.OK, null));
            Assert.DoesNotContain("data-fault", await _client.GetStringAsync("/calls", TestContext.Current.CancellationToken), StringComparison.Ordinal);
            process.Terminate();
            await process.WaitForExitAsync();
            Assert.Single(process.Output, line => line.Contains("nothing need be done", StringComparison.Ordinal));
        }

        var readModel = Directory.GetFiles(data, "views*.db").Single();
        await File.WriteAllBytesAsync(readModel, RandomNumberGenerator.GetBytes(50_000), TestContext.Current.CancellationToken);
        await using var next = Start();
        await ShowsAsync(4);
    }

    private static void RequestRebuild(string data)
    {
        using var primary = new SqliteConnection($"Data Source={Path.Combine(data, "superfone.db")};Pooling=False");
        primary.Open();
        using var command = primary.CreateCommand();
        command.CommandText = $"INSERT INTO Settings (Name, Value) VALUES ('{SettingStore.RebuildRequests}', '1') ON CONFLICT DO UPDATE SET Value = Value + 1";
        command.ExecuteNonQuery();
    }

    private Task ShowsAsync(int calls) => ApiDashboard.WaitAsync(async () =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/calls");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            && (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("items").GetArrayLength() == calls;
    });

    private DashboardProcess Start()
    {
        var process = DashboardProcess.Start(_folder.FullName, new Dictionary<string, string>
        {
            ["Superfone:Webhook:Secrets:0"] = RunningDashboard.Secret,
            ["Superfone:Setup:OwnerEmail"] = RunningDashboard.OwnerEmail,
            ["Superfone:Setup:OwnerPassword"] = RunningDashboard.OwnerPassword,
            ["Superfone:Api:Tokens:0:Name"] = "faults",
            ["Superfone:Api:Tokens:0:Token"] = Token,
            ["Superfone:Api:Tokens:0:Role"] = Roles.Manager,
            ["Superfone:Recordings:ReserveBytes"] = "0",
        }, $"export DOTNET_STARTUP_HOOKS='{typeof(FailingProgramTests).Assembly.Location}' {FailingFiles.Variable}='{Command}'; ");
        _client.Dispose();
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        _client.BaseAddress = new Uri(process.WaitForLine("Now listening on: ").Split(' ')[^1]);
        return process;
    }

    private async Task SignInAsync()
    {
        using var response = await RunningDashboard.SubmitAsync(
            _client, "/login", new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    private async Task AcceptAsync(long cdrId)
    {
        using var response = await RunningDashboard.PostAsync(_client, new StringContent(Payload.AnsweredCall(cdrId)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        _acknowledged.Add((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("deliveryId").GetInt64());
    }

    private async Task RefuseAsync()
    {
        using var response = await RunningDashboard.PostAsync(_client, new StringContent(Payload.AnsweredCall(Random.Shared.Next(1000, int.MaxValue))));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(503, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32());
    }

    private async Task<(HttpStatusCode Status, string? Cause)> HealthAsync(string name)
    {
        using var response = await _client.GetAsync($"/health/{name}", TestContext.Current.CancellationToken);
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (response.StatusCode, reply.TryGetProperty("cause", out var cause) ? cause.GetString() : null);
    }

    private async Task<JsonElement> GetAsync(string path) =>
        await _client.GetFromJsonAsync<JsonElement>(string.Create(CultureInfo.InvariantCulture, $"/api/v1/{path}"), TestContext.Current.CancellationToken);
}
