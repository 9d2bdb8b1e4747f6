using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Notifications.Devices;

namespace Superfone.Dashboard.Tests.Notifications;

public sealed class DeviceTests
{
    private const string Agent = "agent@example.com";

    [Fact]
    public async Task Device_GoneFromItsPushService_IsRemoved()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        owner.Browser.Answers.Enqueue((HttpStatusCode.Gone, null));

        await notified.MissAsync(5);

        await WaitForAsync(async () => await notified.CountAsync() == 0);
    }

    [Fact]
    public async Task PushService_AskingToWait_GetsItOnceMore()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        owner.Browser.Answers.Enqueue((HttpStatusCode.TooManyRequests, 1));

        await notified.MissAsync(5);
        await owner.Browser.WaitAsync(1);

        Assert.Equal(2, notified.Push.Posts);
    }

    [Fact]
    public async Task Device_SignedOut_IsForgotten()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();

        await notified.Dashboard.Services.GetRequiredService<UserSessions>().EndAsync(owner.SessionId);

        Assert.Equal(0, await notified.CountAsync());
    }

    [Fact]
    public async Task User_Disabled_LosesAllDevicesAndIsToldNothing()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var id = await notified.Dashboard.AddUserAsync(Agent, Roles.Agent);
        var owner = await notified.SubscribeAsync();
        var agent = await notified.SubscribeAsync(Agent);

        await notified.Dashboard.Services.GetRequiredService<UserDirectory>().ChangeAsync(id, new UserPatch { Disabled = true }, Actor.System);
        await notified.SettleAsync(owner);

        Assert.Equal(1, await notified.CountAsync());
        Assert.Empty(agent.Told);
    }

    [Fact]
    public async Task QuietHours_Now_TellNothing()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        await notified.Dashboard.AddUserAsync(Agent, Roles.Agent);
        var owner = await notified.SubscribeAsync();
        var agent = await notified.SubscribeAsync(Agent);
        await notified.Devices.SetTimesAsync(new NotificationTimes(new QuietHours(new TimeOnly(0, 0), new TimeOnly(0, 0)), OnlyWorkingHours: false), agent.Actor);

        await notified.SettleAsync(owner);

        Assert.Empty(agent.Told);
    }

    [Fact]
    public async Task Caller_WaitingBeyondTheTarget_IsToldOnce()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync(kinds: NotificationKind.LateCallBack);
        await notified.MissAsync(5);
        await notified.Dashboard.WaitUntilProjectedAsync();

        notified.Pass(TimeSpan.FromMinutes(16));
        var message = Assert.Single(await owner.Browser.WaitAsync(1));
        notified.Look();

        Assert.StartsWith("late-", message.GetProperty("tag").GetString(), StringComparison.Ordinal);
        Assert.Equal($"/numbers/{NotifiedDashboard.Caller}", message.GetProperty("path").GetString());
    }

    [Fact]
    public async Task Endpoint_InAPrivateNetwork_IsNeverReached()
    {
        await using var notified = await NotifiedDashboard.StartAsync(isLocalAllowed: false);
        var browser = notified.Push.Subscribe();

        var problem = await notified.Devices.AddAsync(new BrowserSubscription(browser.Endpoint, browser.P256dh, browser.Auth), "none", null, notified.Dashboard.Url, Owner);

        Assert.Contains("https", problem, StringComparison.Ordinal);
        Assert.Equal(0, await notified.CountAsync());
    }

    private static Actor Owner => new() { Name = "owner", UserId = "owner", Permissions = RolePermissions.Of(Roles.Owner) };

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), late.Token);
    }
}
