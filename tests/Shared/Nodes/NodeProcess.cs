using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>One of several nodes: a process of the program with a data folder of its own, which a test kills, pauses, and starts again.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly Dictionary<string, string> _settings;
    private readonly string _launcher;
    private readonly HttpClient _client;
    private DashboardProcess _process;

    /// <summary>Starts it, and does not wait.</summary>
    /// <param name="folder">The folder of its data.</param>
    /// <param name="address">The address that it listens on.</param>
    /// <param name="settings">Its settings besides those of every node.</param>
    /// <param name="launcher">A command that starts it, such as one that enters a network namespace.</param>
    public NodeProcess(string folder, string address, IReadOnlyDictionary<string, string> settings, string launcher = "")
    {
        Directory.CreateDirectory(folder);
        (_folder, Address, _launcher) = (folder, address, launcher);
        _settings = new Dictionary<string, string>(settings)
        {
            ["urls"] = $"http://{address}:{Port}",
            ["Superfone:Data:Directory"] = folder,
            ["Superfone:Webhook:Secrets:0"] = RunningDashboard.Secret,
            ["Superfone:Setup:OwnerEmail"] = RunningDashboard.OwnerEmail,
            ["Superfone:Setup:OwnerPassword"] = RunningDashboard.OwnerPassword,
            ["Superfone:Api:Tokens:0:Name"] = "test",
            ["Superfone:Api:Tokens:0:Token"] = RunningDashboard.TokenOf(Roles.Owner),
            ["Superfone:Api:Tokens:0:Role"] = Roles.Owner,
            ["Superfone:Recordings:Enabled"] = "false",
        };
        _client = new HttpClient { BaseAddress = new Uri(_settings["urls"]), Timeout = TimeSpan.FromSeconds(20) };

        // Other hosts than the public one are refused.
        _client.DefaultRequestHeaders.Host = "localhost";
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RunningDashboard.TokenOf(Roles.Owner));
        _process = Start();
    }

    /// <summary>The address that it listens on.</summary>
    public string Address { get; }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; } = NodeSwitch.FreePort();

    /// <summary>Starts it again after it was killed.</summary>
    public async Task RestartAsync()
    {
        await _process.DisposeAsync();
        _process = Start();
    }

    /// <summary>Sends it <c>kill -9</c>.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Pauses it, as a computer that hangs: its sockets stay open.</summary>
    public void Pause() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Resume() => Signal("CONT");

    /// <summary>Waits until it takes people and has shown everything that the log has.</summary>
    public Task WaitUntilReadyAsync(TimeSpan? longest = null) => NodeSwitch.WaitAsync(IsReadyAsync, longest ?? LongestStart, $"The node at port {Port} is ready.");

    /// <summary>Reads all items of a list, page by page.</summary>
    public async Task<List<JsonNode>> ListAsync(string path)
    {
        List<JsonNode> all = [];
        for (string? cursor = null; ;)
        {
            var page = await GetAsync($"{path}?limit=200{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            all.AddRange(page["items"]!.AsArray().Select(item => item!));
            if ((cursor = page["nextCursor"]?.GetValue<string>()) is null)
                return all;
        }
    }

    /// <summary>Posts to it without the balancer.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<HttpStatusCode> PostAsync(string body)
    {
        using var client = new HttpClient { BaseAddress = _client.BaseAddress };
        using var reply = await RunningDashboard.PostAsync(client, new StringContent(body));
        return reply.StatusCode;
    }

    /// <summary>The status of a path; <see langword="null"/> if nobody answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var reply = await _client.GetAsync(path, TestContext.Current.CancellationToken);
            return reply.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _client.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The node has ended: {await _process.WaitForExitAsync()} {string.Join('\n', _process.Output)}");
        if (await StatusAsync("/health/ready") != HttpStatusCode.OK || await StatusAsync("/health/ingest") != HttpStatusCode.OK)
            return false;
        var state = await GetAsync("/api/v1/projection");
        return !state["rebuilding"]!.GetValue<bool>() && state["projectedDeliveryId"]!.GetValue<long>() == state["lastDeliveryId"]!.GetValue<long>();
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _client.GetStringAsync(path, TestContext.Current.CancellationToken))!;

    private DashboardProcess Start() => DashboardProcess.Start(_folder, _settings, launcher: _launcher);

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
    }
}
