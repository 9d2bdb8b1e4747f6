using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Sending;

namespace Superfone.Dashboard.Tests.Notifications;

public sealed class SendingTests
{
    [Fact]
    public async Task OnlyWorkingHours_OutsideThem_TellNothing()
    {
        var time = DateTime.UtcNow.AddDays(3);
        await using var notified = await NotifiedDashboard.StartAsync(new Dictionary<string, string?> { [$"Superfone:Hours:Week:{time.DayOfWeek}"] = "09:00-18:00" });
        await notified.Dashboard.AddUserAsync("agent@example.com", Roles.Agent);
        var owner = await notified.SubscribeAsync();
        var agent = await notified.SubscribeAsync("agent@example.com");
        await notified.Devices.SetTimesAsync(new NotificationTimes(null, OnlyWorkingHours: true), agent.Actor);

        await notified.SettleAsync(owner);
        var outside = agent.Told.Count();
        var calendar = notified.Dashboard.Services.GetRequiredService<BusinessCalendar>();
        notified.Pass(calendar.ToUtc(DateOnly.FromDateTime(time).ToDateTime(new TimeOnly(12, 0))) - notified.Time.GetUtcNow().UtcDateTime);
        await notified.SettleAsync(agent, 1000);

        Assert.Equal(0, outside);
        Assert.Contains("missed-1000", agent.Told);
    }

    [Fact]
    public async Task Queue_Full_DropsTheRestAndCountsIt()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        var id = await MoveAsync(notified, owner, ((IPEndPoint)silent.LocalEndpoint).Port);
        var test = notified.Dashboard.Services.GetRequiredService<DeviceTest>();

        for (var sent = 0; sent < PushSender.Most; sent++)
            Assert.True(await test.SendAsync(id, owner.Actor), $"Number {sent} was not taken.");

        Assert.False(await test.SendAsync(id, owner.Actor));
        using var client = notified.Dashboard.CreateClient(Roles.Viewer);
        Assert.Contains(
            "superfone_push_notifications_total{result=\"dropped\"} 1", await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushService_ThatRefusesConnections_IsTriedForAnHourAndThenShownAsFailing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        var id = await MoveAsync(notified, owner, ((IPEndPoint)listener.LocalEndpoint).Port);

        await notified.Dashboard.Services.GetRequiredService<DeviceTest>().SendAsync(id, owner.Actor);
        using (await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
            listener.Stop();
        notified.Time.Shift += TimeSpan.FromHours(2);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await notified.Devices.ListAsync(owner.Actor)).Single().IsFailing)
            await Task.Delay(TimeSpan.FromMilliseconds(50), late.Token);

        using var client = notified.Dashboard.CreateClient(Roles.Viewer);
        Assert.Contains(
            "superfone_push_notifications_total{result=\"failed\"} 1", await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_RemovedBeforeTheNextAttempt_IsNotTold()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync();
        var id = await MoveAsync(notified, owner, ((IPEndPoint)listener.LocalEndpoint).Port);
        using var client = notified.Dashboard.CreateClient(Roles.Viewer);

        await notified.Dashboard.Services.GetRequiredService<DeviceTest>().SendAsync(id, owner.Actor);
        using (await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
            await notified.Devices.RemoveAsync(id, owner.Actor);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await client.GetStringAsync("/metrics", late.Token)).Contains("superfone_push_notifications_total{result=\"dropped\"} 1", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(50), late.Token);

        Assert.False(listener.Pending());
    }

    // The same browser, at a push service on another port.
    private static async Task<long> MoveAsync(NotifiedDashboard notified, Subscriber somebody, int port)
    {
        var browser = somebody.Browser;
        Assert.Null(await notified.Devices.AddAsync(
            new BrowserSubscription($"http://127.0.0.1:{port}/push", browser.P256dh, browser.Auth), somebody.SessionId, "Chrome", notified.Dashboard.Url, somebody.Actor));
        return (await notified.Devices.ListAsync(somebody.Actor)).Single().Id;
    }
}
