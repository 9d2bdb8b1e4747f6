using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Settings;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Recordings;

namespace Superfone.Dashboard.Tests.Nodes;

[OnlyPostgres]
public sealed class TwoNodesTests
{
    [Fact]
    public async Task Call_PostedToOne_IsShownByBoth()
    {
        await using var nodes = await TwoNodes.StartAsync();

        using var reply = await nodes.A.Dashboard.PostAsync(Payload.AnsweredCall(1));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);

        await ApiDashboard.WaitAsync(async () => await nodes.A.IdsAsync("calls") is [1] && await nodes.B.IdsAsync("calls") is [1]);
    }

    [Fact]
    public async Task SameBody_PostedToTheOther_IsADuplicate()
    {
        await using var nodes = await TwoNodes.StartAsync();
        using var first = await nodes.A.Dashboard.PostAsync(Payload.AnsweredCall(1));

        using var second = await nodes.B.Dashboard.PostAsync(Payload.AnsweredCall(1));

        Assert.Contains("duplicate", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Settings_ChangedOnOne_AreInEffectOnBoth()
    {
        await using var nodes = await TwoNodes.StartAsync();
        Assert.False(AgentsSeeOwnCalls(nodes.B));

        Assert.Empty(await nodes.A.Dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(
            new Dictionary<SettingDefinition, string?> { [SettingCatalog.AgentsSeeOwnCalls] = "true" }, Actor.System));

        await ApiDashboard.WaitAsync(() => Task.FromResult(AgentsSeeOwnCalls(nodes.B)));
    }

    [Fact]
    public async Task Session_OfOne_IsValidOnBoth()
    {
        await using var nodes = await TwoNodes.StartAsync();
        using var client = await nodes.A.Dashboard.SignInAsync();

        // Cookies do not tell ports of a host apart: it is sent to the other one, as a balancer would.
        using var answer = await client.GetAsync(new Uri(nodes.B.Dashboard.Url, "/"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Recording_OfBoth_IsDownloadedOnceAndBothLearnOfIt()
    {
        await using var storage = await StorageServer.StartAsync();
        await using var nodes = await TwoNodes.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Recordings:Enabled"] = "true",
            ["Superfone:Recordings:AllowPrivateNetworks"] = "true",
            ["Superfone:Recordings:AllowedHosts:0"] = "127.0.0.1",
            ["Superfone:Recordings:ReserveBytes"] = "0",
        });
        var url = storage.OnFile("/a", StorageServer.Audio(300_000));

        using var reply = await nodes.B.Dashboard.PostAsync(Payload.AnsweredCall(1).With(call =>
        {
            call["event"] = "CDR_RECORDING_AVAILABLE";
            call["cdr_recording_url"] = url;
        }));

        foreach (var node in new[] { nodes.A, nodes.B })
            await ApiDashboard.WaitAsync(async () => await StateAsync(node) == "stored");
        Assert.Equal(1, storage.CountOf("/a"));
    }

    [Fact]
    public async Task Erasure_ThroughOne_IsCompleteWhenNeitherShowsThePersonAnyMore()
    {
        await using var nodes = await TwoNodes.StartAsync();
        using var ownerAtA = nodes.A.Dashboard.CreateClient(Roles.Owner);
        using var ownerAtB = nodes.B.Dashboard.CreateClient(Roles.Owner);
        await nodes.A.PostAsync(Payload.Contact(9), Payload.Contact(10));
        await ApiDashboard.WaitAsync(async () => await IsShownAsync(nodes.B, 9));

        using var request = await ownerAtA.DeleteAsync("/api/v1/contacts/9?when=now", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, request.StatusCode);
        var id = JsonNode.Parse(await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["erasureId"]!.GetValue<long>();
        await ApiDashboard.WaitAsync(async () => JsonNode.Parse(await ownerAtB.GetStringAsync($"/api/v1/erasures/{id}", TestContext.Current.CancellationToken))!["state"]!.GetValue<string>() == "done");

        foreach (var node in new[] { nodes.A, nodes.B })
            Assert.Equal((false, true), (await IsShownAsync(node, 9), await IsShownAsync(node, 10)));
    }

    private static async Task<bool> IsShownAsync(ApiDashboard node, long contactId)
    {
        using var reply = await node.Client.GetAsync($"/api/v1/contacts/{contactId}", TestContext.Current.CancellationToken);
        return reply.IsSuccessStatusCode;
    }

    private static async Task<string?> StateAsync(ApiDashboard node)
    {
        using var reply = await node.Client.GetAsync("/api/v1/calls/1", TestContext.Current.CancellationToken);
        return reply.IsSuccessStatusCode ? (await node.GetAsync("calls/1"))["recording"]?["status"]?.GetValue<string>() : null;
    }

    private static bool AgentsSeeOwnCalls(ApiDashboard node) => node.Dashboard.Services.GetRequiredService<IOptionsMonitor<AccessOptions>>().CurrentValue.AgentsSeeOwnCalls;
}
