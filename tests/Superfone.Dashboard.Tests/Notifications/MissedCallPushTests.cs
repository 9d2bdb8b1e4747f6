using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Notifications;

namespace Superfone.Dashboard.Tests.Notifications;

public sealed class MissedCallPushTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task MissedCall_Posted_ReachesTheDeviceWithinSecondsAndSaysOnlyWho()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        await notified.SettleAsync(owner);

        var started = Stopwatch.GetTimestamp();
        await notified.MissAsync(5);
        var message = (await owner.Browser.WaitAsync(2))[^1];

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Soon);
        Assert.Equal("+91 70000 11111", message.GetProperty("title").GetString());
        Assert.Equal("/calls/5", message.GetProperty("path").GetString());
        Assert.Equal(NotifiedDashboard.Caller, message.GetProperty("call").GetString());
        Assert.Equal(["tag", "title", "body", "path", "call", "callText"], message.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task MissedCall_OfSomebodyWhoChoseAnotherLanguageSince_IsToldInIt()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        await notified.Dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("hi", owner.Actor);
        await notified.SettleAsync(owner);

        await notified.MissAsync(5);
        var message = (await owner.Browser.WaitAsync(2))[^1];

        Assert.Equal("वापस कॉल करें", message.GetProperty("callText").GetString());
    }

    [Fact]
    public async Task MissedCall_ToldTwice_IsToldOnceAlsoAfterARestart()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        await notified.MissAsync(5);
        await owner.Browser.WaitAsync(1);

        await notified.Dashboard.RestartAsync();
        notified.Look();
        using (await notified.Dashboard.PostAsync(Payload.Call(5, notified.Time.GetUtcNow().UtcDateTime, "NOANSWER", "INBOUND").With("event", "MISSED_CALL")))
            await notified.SettleAsync(owner);

        Assert.Equal(["missed-5", "missed-999"], owner.Told);
    }

    [Fact]
    public async Task MissedCall_OnItsWayWhenTheApplicationStops_IsToldAfterTheStart()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        owner.Browser.Answers.Enqueue((HttpStatusCode.TooManyRequests, 600));
        await notified.MissAsync(5);
        while (notified.Push.Posts == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);

        await notified.Dashboard.RestartAsync();
        await owner.Browser.WaitAsync(1);
        await notified.SettleAsync(owner);

        Assert.Equal(["missed-5", "missed-999"], owner.Told);
    }

    [Fact]
    public async Task Calls_OfLongAgo_AreNotTold()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync(kinds: NotificationKind.MissedCall);
        notified.Pass(TimeSpan.FromHours(1));

        await notified.MissAsync(5, TimeSpan.FromMinutes(20));
        await notified.MissAsync(6, TimeSpan.FromMinutes(9), phone: "+917000022222");
        await notified.SettleAsync(owner);
        await owner.Browser.WaitAsync(2);

        Assert.Equal(["missed-6", "missed-999"], owner.Told.Order());
    }

    [Fact]
    public async Task Rebuild_OfARecentCall_TellsNobodyAgain()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        await notified.MissAsync(5);
        await owner.Browser.WaitAsync(1);

        using var client = notified.Dashboard.CreateClient(Roles.Owner);
        using var reply = await client.PostAsync("/api/v1/projection/rebuild", null, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
        while ((await client.GetStringAsync("/api/v1/projection", TestContext.Current.CancellationToken)).Contains("\"rebuilding\":true", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        await notified.SettleAsync(owner);

        Assert.Equal(["missed-5", "missed-999"], owner.Told);
    }

    [Fact]
    public async Task MissedCall_OfAnotherAccount_IsToldOnlyToThoseWhoSeeIt()
    {
        const string other = "+918000077777";
        await using var notified = await NotifiedDashboard.StartAsync();
        var id = await notified.Dashboard.AddUserAsync("agent@example.com", Roles.Agent);
        using (var client = await notified.Dashboard.SignInAsync())
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/users/{id}") { Content = System.Net.Http.Json.JsonContent.Create(new { accounts = new[] { Payload.Account } }) };
            request.Headers.Add("X-Requested-With", "superfone");
            using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }

        var owner = await notified.SubscribeAsync();
        var agent = await notified.SubscribeAsync("agent@example.com");

        await notified.MissAsync(5, account: other);
        await notified.SettleAsync(owner);
        await agent.Browser.WaitAsync(1);
        await owner.Browser.WaitAsync(2);

        Assert.Equal(["missed-5", "missed-999"], owner.Told.Order());
        Assert.Equal(["missed-999"], agent.Told);
    }

    [Fact]
    public async Task MissedCall_ForThoseWhoDoNotSeeNumbers_HasNone()
    {
        await using var notified = await NotifiedDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Access:MaskedRoles:0"] = Roles.Agent });
        await notified.Dashboard.AddUserAsync("agent@example.com", Roles.Agent);
        var agent = await notified.SubscribeAsync("agent@example.com");

        await notified.MissAsync(5);
        var message = (await agent.Browser.WaitAsync(1))[0];

        Assert.DoesNotContain("7000011", message.GetRawText().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("•111", message.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, message.GetProperty("call").ValueKind);
    }

    [Fact]
    public async Task MissedCall_NotAmongTheKinds_IsNotTold()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        var quiet = await notified.SubscribeAsync(kinds: NotificationKind.LateCallBack);

        await notified.MissAsync(5);
        await notified.SettleAsync(owner);

        Assert.Empty(quiet.Told);
    }
}
