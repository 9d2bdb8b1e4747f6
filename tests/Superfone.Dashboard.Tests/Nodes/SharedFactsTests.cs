using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.Tokens;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Operations.Reach;
using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Live;

namespace Superfone.Dashboard.Tests.Nodes;

/// <summary>What is changed through one node counts on the other one at once, not only when it reads again by itself.</summary>
[OnlyPostgres]
public sealed class SharedFactsTests(SharedFactsTests.Nodes nodes) : IClassFixture<SharedFactsTests.Nodes>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_PostedToOne_ArrivesAtTheHubOfTheOther()
    {
        var (a, b) = await nodes.GetAsync();
        var arrived = new TaskCompletionSource();
        await using var hub = await HubTests.ConnectAsync(b, (method, item) =>
        {
            if (method == "CallChanged" && item.GetProperty("cdrId").GetInt64() == 101)
                arrived.TrySetResult();
        });

        using var reply = await a.Dashboard.PostAsync(Payload.AnsweredCall(101));

        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task Claim_ThroughOne_IsSeenThroughTheOther()
    {
        const string caller = "+917000010200";
        var (a, b) = await nodes.GetAsync();
        await a.PostAsync(Payload.MissedCall(102, phone: caller));
        var id = (string?)(await FollowUpOfAsync(a, caller))!["id"];

        using var claim = await a.Client.PostAsJsonAsync($"/api/v1/follow-ups/{id}/claim", new { }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, claim.StatusCode);
        await ApiDashboard.WaitAsync(async () => (await FollowUpOfAsync(b, caller))?["claimedBy"] is not null);
    }

    [Fact]
    public async Task Claims_ThroughBothAtOnce_AreOneOnBoth()
    {
        const string caller = "+917000010300";
        var (a, b) = await nodes.GetAsync();
        using var manager = b.Dashboard.CreateClient(Roles.Manager);
        await a.PostAsync(Payload.MissedCall(103, phone: caller));
        await ApiDashboard.WaitAsync(async () => await FollowUpOfAsync(b, caller) is not null);
        var path = $"/api/v1/follow-ups/{(string?)(await FollowUpOfAsync(a, caller))!["id"]}/claim";

        var claims = await Task.WhenAll(a.Client.PostAsJsonAsync(path, new { }, Cancellation), manager.PostAsJsonAsync(path, new { }, Cancellation));

        var winner = claims[0].IsSuccessStatusCode ? $"{Roles.Agent} script" : $"{Roles.Manager} script";
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], claims.Select(claim => claim.StatusCode).Order());
        foreach (var node in new[] { a, b })
            await ApiDashboard.WaitAsync(async () => (string?)(await FollowUpOfAsync(node, caller))!["claimedBy"] == winner);
    }

    [Fact]
    public async Task User_DisabledThroughOne_IsOutOnTheOtherBeforeItLooksByItself()
    {
        var (a, b) = await nodes.GetAsync();
        var id = await a.Dashboard.AddUserAsync("ravi@example.com", Roles.Agent);
        using var ravi = await b.Dashboard.SignInAsync("ravi@example.com", RunningDashboard.OwnerPassword);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ravi));

        await a.Dashboard.Services.GetRequiredService<UserDirectory>().ChangeAsync(id, new UserPatch { Disabled = true }, Actor.System);

        await WithinAsync(UserSessions.Freshness / 2, async () => await StatusAsync(ravi) == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_RevokedThroughOne_IsRefusedByTheOtherAndItsConnectionsEnd()
    {
        var (a, b) = await nodes.GetAsync();
        var owner = Actor.System;
        var made = await a.Dashboard.Services.GetRequiredService<TokenIssuer>().CreateAsync("warehouse", Roles.Owner, null, null, await OwnerAsync(a));
        await ApiDashboard.WaitAsync(async () => await b.Dashboard.Services.GetRequiredService<ApiTokens>().FindAsync(made.Token!) is not null);
        var closed = new TaskCompletionSource();
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(b.Dashboard.Url, "/hubs/live"), options => options.AccessTokenProvider = () => Task.FromResult(made.Token)).Build();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync(Cancellation);

        Assert.True(await a.Dashboard.Services.GetRequiredService<TokenIssuer>().RevokeAsync(made.Id, owner));

        await closed.Task.WaitAsync(UserSessions.Freshness / 2, Cancellation);
        Assert.Null(await b.Dashboard.Services.GetRequiredService<ApiTokens>().FindAsync(made.Token!));
    }

    [Fact]
    public async Task Language_ChosenThroughOne_IsKnownToTheOther()
    {
        var (a, b) = await nodes.GetAsync();
        var owner = await OwnerAsync(a);
        var known = b.Dashboard.Services.GetRequiredService<UserLanguages>();
        Assert.NotEqual("hi", await known.FindAsync(owner.UserId!, Cancellation));

        await a.Dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("hi", owner);

        await ApiDashboard.WaitAsync(async () => await known.FindAsync(owner.UserId!, Cancellation) == "hi");
    }

    [Fact]
    public async Task MessageTexts_ChangedThroughOne_AreUsedByTheOther()
    {
        var (a, b) = await nodes.GetAsync();
        var known = b.Dashboard.Services.GetRequiredService<MessageTemplates>();
        Assert.Equal("", known.Read().Business);

        Assert.True(await a.Dashboard.Services.GetRequiredService<MessageTemplates>().SaveAsync(new MessageSet("Asha Traders", []), Actor.System));

        await ApiDashboard.WaitAsync(() => Task.FromResult(known.Read().Business == "Asha Traders"));
    }

    [Fact]
    public async Task ReachQuestion_OfOne_IsAnsweredByTheOther()
    {
        var (a, b) = await nodes.GetAsync();
        using var question = a.Dashboard.Services.GetRequiredService<ReachChallenges>().Create();
        using var client = b.Dashboard.CreateClient();

        Assert.Equal(question.Answer, await client.GetStringAsync(question.At(b.Dashboard.Url), Cancellation));
    }

    private static async Task<JsonNode?> FollowUpOfAsync(ApiDashboard node, string phone) =>
        (await node.GetAsync("follow-ups"))["items"]!.AsArray().FirstOrDefault(item => (string?)item!["phone"] == phone);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var reply = await client.GetAsync("/api/v1/calls", Cancellation);
        return reply.StatusCode;
    }

    private static async Task WithinAsync(TimeSpan limit, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        await ApiDashboard.WaitAsync(condition);
        Assert.True(watch.Elapsed < limit, $"It took {watch.Elapsed}.");
    }

    private static async Task<Actor> OwnerAsync(ApiDashboard node)
    {
        var id = (await node.Dashboard.Services.GetRequiredService<UserDirectory>().FindAsync(RunningDashboard.OwnerEmail))!;
        return new() { Name = RunningDashboard.OwnerEmail, UserId = id, Permissions = RolePermissions.Of(Roles.Owner) };
    }

    /// <summary>Two nodes for all of these tests, once one of them needs them.</summary>
    public sealed class Nodes : IAsyncDisposable
    {
        private Task<TwoNodes>? _nodes;

        public async Task<(ApiDashboard A, ApiDashboard B)> GetAsync()
        {
            var nodes = await (_nodes ??= TwoNodes.StartAsync());
            return (nodes.A, nodes.B);
        }

        public async ValueTask DisposeAsync()
        {
            if (_nodes is not null)
                await (await _nodes).DisposeAsync();
        }
    }
}
