using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api;

/// <summary>A running application with a client of its API.</summary>
public sealed class ApiDashboard(RunningDashboard dashboard) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The application.</summary>
    public RunningDashboard Dashboard => dashboard;

    /// <summary>Reads with the weakest role.</summary>
    public HttpClient Client { get; } = dashboard.CreateClient(Roles.Agent);

    public static async Task<ApiDashboard> StartAsync(TimeProvider? time = null) => new(await RunningDashboard.StartAsync(time: time));

    /// <summary>Posts bodies to the webhook and waits until they are projected.</summary>
    public async Task PostAsync(params string[] bodies)
    {
        long last = 0;
        foreach (var body in bodies)
        {
            using var response = await dashboard.PostAsync(body);
            var reply = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            last = reply.GetProperty("deliveryId").GetInt64();
        }

        await WaitAsync(async () => (await GetAsync("projection"))["projectedDeliveryId"]!.GetValue<long>() >= last);
    }

    /// <summary>Records that projection could not fold in a delivery, as only a defect could make it.</summary>
    public async Task FailAsync(long deliveryId, string error)
    {
        await using var readModel = new SqliteConnection($"Data Source={Path.Combine(dashboard.DataDirectory, "views.db")};Pooling=False");
        await readModel.OpenAsync(TestContext.Current.CancellationToken);
        await using var fail = readModel.CreateCommand();
        fail.CommandText = "INSERT INTO DeliveryFailures (DeliveryId, Error) VALUES ($id, $error)";
        fail.Parameters.AddWithValue("$id", deliveryId);
        fail.Parameters.AddWithValue("$error", error);
        await fail.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reads from the API; anything but 200 fails.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Client.GetAsync($"/api/v1/{path}", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The ids of a list's items.</summary>
    public async Task<List<long>> IdsAsync(string path, string id = "cdrId") =>
        [.. (await GetAsync(path))["items"]!.AsArray().Select(item => item![id]!.GetValue<long>())];

    /// <summary>Reads a problem and checks that it is one.</summary>
    public async Task<JsonNode> ProblemAsync(HttpStatusCode status, Func<HttpClient, Task<HttpResponseMessage>> send, HttpClient? client = null)
    {
        using var response = await send(client ?? Client);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal((int)status, problem["status"]!.GetValue<int>());
        return problem;
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task WaitAsync(Func<Task<bool>> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        while (!await condition())
            await Task.Delay(5, timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await dashboard.DisposeAsync();
    }
}
