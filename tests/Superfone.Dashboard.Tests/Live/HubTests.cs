using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Live;

public sealed class HubTests
{
    private static readonly string[] Methods = ["CallChanged", "ContactChanged", "TaskChanged", "FollowUpChanged", "DeliveryReceived"];

    [Fact]
    public async Task Hub_PostOfEachKind_SendsTheItemAsTheApiShowsIt()
    {
        await using var api = await ApiDashboard.StartAsync();
        var received = new ConcurrentDictionary<string, JsonElement>();
        await using var hub = await ConnectAsync(api, (method, item) => received[method] = item);

        await api.PostAsync(Payload.Contact(1, "+917000011111", "Asha"), Payload.Sample("TASK_CREATE"), Payload.MissedCall(9));

        await ApiDashboard.WaitAsync(() => Task.FromResult(received.Count == Methods.Length
            && received["DeliveryReceived"].GetProperty("deliveryId").GetInt64() == 3));
        Assert.Equal((await api.GetAsync("calls"))["items"]![0]!.ToJsonString(Relaxed), received["CallChanged"].GetRawText());
        Assert.Equal((await api.GetAsync("follow-ups"))["items"]![0]!.ToJsonString(Relaxed), received["FollowUpChanged"].GetRawText());
        Assert.Equal(4567, received["TaskChanged"].GetProperty("taskId").GetInt64());
    }

    [Fact]
    public async Task Hub_WithoutToken_RefusesTheConnection()
    {
        await using var api = await ApiDashboard.StartAsync();
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(api.Dashboard.Url, "/hubs/live")).Build();

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, error.StatusCode);
    }

    [Fact]
    public async Task Hub_ManyPosts_SendsEveryCall()
    {
        await using var api = await ApiDashboard.StartAsync();
        var received = new ConcurrentDictionary<long, bool>();
        await using var hub = await ConnectAsync(api, (method, item) =>
        {
            if (method == "CallChanged")
                received[item.GetProperty("cdrId").GetInt64()] = true;
        });

        await Task.WhenAll(Enumerable.Range(1, 8).Select(part => api.PostAsync([.. Enumerable.Range(part * 100, 25).Select(id => Payload.AnsweredCall(id))])));

        await ApiDashboard.WaitAsync(() => Task.FromResult(received.Count == 200));
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<HubConnection> ConnectAsync(ApiDashboard api, Action<string, JsonElement> onItem)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(api.Dashboard.Url, "/hubs/live"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(RunningDashboard.TokenOf(Roles.Agent)))
            .Build();
        foreach (var method in Methods)
            hub.On<JsonElement>(method, item => onItem(method, item));
        await hub.StartAsync(TestContext.Current.CancellationToken);

        // The client is connected before the server has counted it in.
        var feed = api.Dashboard.Services.GetRequiredService<LiveFeed>();
        await ApiDashboard.WaitAsync(() => Task.FromResult(feed.HasSubscriptions));
        return hub;
    }
}
