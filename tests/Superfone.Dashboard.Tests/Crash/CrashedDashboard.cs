using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>The application as a process of its own that usually ends by <c>kill -9</c>.</summary>
internal sealed class CrashedDashboard : IAsyncDisposable
{
    private const string Token = "a token of the owner";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DashboardProcess _process;
    private readonly HttpClient _client;

    /// <summary>Starts it, with its data below a folder, and waits until it listens.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="settings">Configured values over its own.</param>
    /// <param name="shellPrefix">Shell commands to run first in the same process.</param>
    public CrashedDashboard(string folder, IReadOnlyDictionary<string, string>? settings = null, string shellPrefix = "")
    {
        _process = Start(folder, settings, shellPrefix);
        var address = _process.WaitForLine("Now listening on: ").Split(' ')[^1];
        _client = new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public static DashboardProcess Start(string folder, IReadOnlyDictionary<string, string>? settings = null, string shellPrefix = "")
    {
        var all = new Dictionary<string, string>
        {
            ["Superfone:Webhook:Secrets:0"] = RunningDashboard.Secret,
            ["Superfone:Setup:OwnerEmail"] = RunningDashboard.OwnerEmail,
            ["Superfone:Setup:OwnerPassword"] = RunningDashboard.OwnerPassword,
            ["Superfone:Api:Tokens:0:Name"] = "crash",
            ["Superfone:Api:Tokens:0:Token"] = Token,
            ["Superfone:Api:Tokens:0:Role"] = Roles.Owner,
            ["Superfone:Recordings:Enabled"] = "false",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            all[key] = value;
        return DashboardProcess.Start(folder, all, shellPrefix);
    }

    /// <summary>Its process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether <see cref="Kill"/> was called.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>Posts a body.</summary>
    /// <returns>The delivery's id, once the whole acknowledgement is here.</returns>
    /// <exception cref="HttpRequestException">The process is gone.</exception>
    public async Task<long> PostAsync(byte[] body)
    {
        using var response = await RunningDashboard.PostAsync(_client, new ByteArrayContent(body));
        var reply = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode is 200 or 422, $"{response.StatusCode}: {reply}");
        return JsonDocument.Parse(reply).RootElement.GetProperty("deliveryId").GetInt64();
    }

    /// <summary>Links a summary to a call, if both are known.</summary>
    /// <exception cref="HttpRequestException">The process is gone.</exception>
    public async Task LinkAsync((string CdrUuid, long CdrId) link)
    {
        using var response = await SendAsync(
            HttpMethod.Put, $"/api/v1/summaries/{link.CdrUuid}/call", new StringContent($$"""{"cdrId":{{link.CdrId}}}""", Encoding.UTF8, "application/json"));
        Assert.True((int)response.StatusCode is 200 or 202 or 404, response.StatusCode.ToString());
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task WaitAsync(Func<Task<bool>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), patience.Token);
    }

    /// <summary>Waits until something is so.</summary>
    public static Task WaitAsync(Func<bool> condition) => WaitAsync(() => Task.FromResult(condition()));

    /// <summary>Waits until everything is projected and no rebuild runs.</summary>
    public Task WaitUntilProjectedAsync() => WaitAsync(IsProjectedAsync);

    /// <summary>Whether everything is projected and no rebuild runs.</summary>
    public async Task<bool> IsProjectedAsync()
    {
        using var response = await GetAsync("/api/v1/projection");
        var state = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return !state.GetProperty("rebuilding").GetBoolean() && state.GetProperty("projectedDeliveryId").GetInt64() == state.GetProperty("lastDeliveryId").GetInt64();
    }

    /// <summary>Reads from it with its token.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>Sends a request with its token.</summary>
    /// <exception cref="HttpRequestException">The process is gone.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await _client.SendAsync(request);
    }

    /// <summary>Kills it.</summary>
    public void Kill()
    {
        IsKilled = true;
        _process.Kill();
    }

    /// <summary>Asks it to end and waits until it has.</summary>
    public async Task StopAsync()
    {
        _process.Terminate();
        Assert.Equal(0, (await _process.WaitForExitAsync()).ExitCode);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _client.Dispose();
    }
}
