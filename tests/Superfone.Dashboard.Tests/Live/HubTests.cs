using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Storage.Changes;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Live;

public sealed class HubTests
{
    private static readonly string[] Methods =
        ["CallChanged", "ContactChanged", "TaskChanged", "FollowUpChanged", "DeliveryReceived", "FollowUpRemoved", "CallRemoved"];

    [Fact]
    public async Task Hub_PostOfEachKind_SendsTheItemAsTheApiShowsIt()
    {
        await using var api = await ApiDashboard.StartAsync();
        var received = new ConcurrentDictionary<string, JsonElement>();
        await using var hub = await ConnectAsync(api, (method, item) => received[method] = item);

        await api.PostAsync(Payload.Contact(1, "+917000011111", "Asha"), Payload.Sample("TASK_CREATE"), Payload.MissedCall(9));

        await ApiDashboard.WaitAsync(() => Task.FromResult(received.Count == 5
            && received["DeliveryReceived"].GetProperty("deliveryId").GetInt64() == 3));
        Assert.Equal((await api.GetAsync("calls"))["items"]![0]!.ToJsonString(Relaxed), received["CallChanged"].GetRawText());
        Assert.Equal((await api.GetAsync("follow-ups"))["items"]![0]!.ToJsonString(Relaxed), received["FollowUpChanged"].GetRawText());
        Assert.Equal(4567, received["TaskChanged"].GetProperty("taskId").GetInt64());
    }

    [Fact]
    public async Task Hub_MissedCallCorrectedToAnswered_SendsThatTheFollowUpIsRemoved()
    {
        await using var api = await ApiDashboard.StartAsync();
        var received = new ConcurrentDictionary<string, JsonElement>();
        await using var hub = await ConnectAsync(api, (method, item) => received[method] = item);
        await api.PostAsync(Payload.MissedCall(9));
        var id = (string)(await api.GetAsync("follow-ups"))["items"]![0]!["id"]!;

        await api.PostAsync(Payload.MissedCall(9).With("cdr_disposition", "ANSWER").With("cdr_answer", "2026-05-15T10:30:05Z"));

        await ApiDashboard.WaitAsync(() => Task.FromResult(received.ContainsKey("FollowUpRemoved")));
        Assert.Equal(id, received["FollowUpRemoved"].GetProperty("id").GetString());
        Assert.Equal("+917000011111", received["FollowUpRemoved"].GetProperty("phone").GetString());
        Assert.Empty((await api.GetAsync("follow-ups"))["items"]!.AsArray());
        Assert.DoesNotContain("CallRemoved", received.Keys);
    }

    [Fact]
    public async Task Hub_CallRowDeleted_SendsThatTheCallIsRemoved()
    {
        await using var api = await ApiDashboard.StartAsync();
        var received = new ConcurrentDictionary<string, JsonElement>();
        await using var hub = await ConnectAsync(api, (method, item) => received.TryAdd(method, item));
        await api.PostAsync(Payload.AnsweredCall(9));

        // The one that is still there was deleted and added again; it would be sent first.
        api.Dashboard.Services.GetRequiredService<ChangeFeed>().Publish([Change.CallRemoved(9), Change.CallRemoved(10)]);

        await ApiDashboard.WaitAsync(() => Task.FromResult(received.ContainsKey("CallRemoved")));
        Assert.Equal("""{"cdrId":10}""", received["CallRemoved"].GetRawText());
    }

    [Fact]
    public async Task Hub_ReadModelRebuilt_SendsReset()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.MissedCall(9));
        var id = (string)(await api.GetAsync("follow-ups"))["items"]![0]!["id"]!;
        var isReset = new TaskCompletionSource();
        await using var hub = await ConnectAsync(api, (_, _) => { });
        hub.On("Reset", isReset.SetResult);

        await api.Dashboard.Services.GetRequiredService<RebuildCommand>().RequestAsync(Actor.System);

        await ApiDashboard.WaitAsync(() => Task.FromResult(isReset.Task.IsCompleted));
        Assert.Equal(id, (string)(await api.GetAsync("follow-ups"))["items"]![0]!["id"]!);
    }

    [Fact]
    public async Task Hub_TooManyChangesAtOnce_SendsReset()
    {
        await using var api = await ApiDashboard.StartAsync();
        var isReset = new TaskCompletionSource();
        await using var hub = await ConnectAsync(api, (_, _) => { });
        hub.On("Reset", isReset.SetResult);

        api.Dashboard.Services.GetRequiredService<ChangeFeed>()
            .Publish(Enumerable.Range(1, ChangeFeed.MostPending + 1).Select(id => new Change(ChangeKind.Delivery, id)));

        await ApiDashboard.WaitAsync(() => Task.FromResult(isReset.Task.IsCompleted));
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

    internal static async Task<HubConnection> ConnectAsync(ApiDashboard api, Action<string, JsonElement> onItem)
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
