using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Destinations;

/// <summary>A dashboard that may pass events on to this machine, and its owner.</summary>
internal sealed class PassingDashboard : IAsyncDisposable
{
    private PassingDashboard(RunningDashboard dashboard, ShiftedTime time) => (Dashboard, Time) = (dashboard, time);

    public RunningDashboard Dashboard { get; }

    public ShiftedTime Time { get; }

    public static async Task<PassingDashboard> StartAsync(bool isLocalAllowed = true)
    {
        var time = new ShiftedTime();
        return new PassingDashboard(await RunningDashboard.StartAsync(Settings(isLocalAllowed), time), time);
    }

    public static Dictionary<string, string?> Settings(bool isLocalAllowed) => new() { ["Superfone:Destinations:AllowPrivateNetworks"] = isLocalAllowed ? "true" : "false" };

    /// <summary>Makes a destination.</summary>
    /// <returns>Its key and its secret.</returns>
    public async Task<(long Id, string Secret)> AddAsync(string url, string form = "raw", string[]? events = null, string[]? accounts = null)
    {
        var reply = await SendAsync(HttpMethod.Post, "destinations", new { name = "Warehouse", url, form, events, accounts });
        return (reply!["id"]!.GetValue<long>(), reply["secret"]!.GetValue<string>());
    }

    /// <summary>Posts bodies to the webhook.</summary>
    /// <returns>The id of the last delivery.</returns>
    public async Task<long> PostAsync(params string[] bodies)
    {
        long last = 0;
        foreach (var body in bodies)
        {
            using var reply = await Dashboard.PostAsync(body);
            last = (await reply.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["deliveryId"]!.GetValue<long>();
        }

        return last;
    }

    /// <summary>Asks the API as the owner; anything but success fails.</summary>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await RequestAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>Asks the API as the owner.</summary>
    public async Task<HttpResponseMessage> RequestAsync(HttpMethod method, string path, object? body = null, string role = Roles.Owner)
    {
        using var client = Dashboard.CreateClient(role);
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads a destination.</summary>
    public async Task<JsonNode> ReadAsync(long id) => (await SendAsync(HttpMethod.Get, "destinations"))!["items"]!.AsArray().Single(item => item!["id"]!.GetValue<long>() == id)!;

    /// <summary>Reads attempts, newest first.</summary>
    public async Task<List<JsonNode>> AttemptsAsync(long id, bool failed = false) =>
        [.. (await SendAsync(HttpMethod.Get, $"destinations/{id}/attempts{(failed ? "?failed=true" : "")}"))!["items"]!.AsArray().Select(item => item!)];

    /// <summary>Waits until a destination is as it should be.</summary>
    public Task WaitAsync(long id, Func<JsonNode, bool> condition) => ApiDashboard.WaitAsync(async () => condition(await ReadAsync(id)));

    /// <summary>Waits until attempts are as they should be.</summary>
    public Task WaitForAttemptsAsync(long id, Func<List<JsonNode>, bool> condition) => ApiDashboard.WaitAsync(async () => condition(await AttemptsAsync(id)));

    public static string ResultOf(JsonNode attempt) => attempt["result"]!.GetValue<string>();

    /// <summary>Runs a statement on the database.</summary>
    /// <returns>The first value of its result; empty if there is none.</returns>
    public string Run(string sql) => Dashboard.RunOnPrimary(sql);

    public async Task AssertRefusedAsync(HttpStatusCode status, HttpMethod method, string path, object? body = null, string role = Roles.Owner)
    {
        using var response = await RequestAsync(method, path, body, role);
        Assert.Equal(status, response.StatusCode);
    }

    public ValueTask DisposeAsync() => Dashboard.DisposeAsync();
}
