using System.Net.Http.Json;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Notifications;

public sealed class FailedDeliveryPushTests
{
    [Fact]
    public async Task Destination_FailsForAnHour_IsToldToOwnersOnly()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(500));
        await using var notified = await NotifiedDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Destinations:AllowPrivateNetworks"] = "true" });
        var owner = await notified.SubscribeAsync();
        await notified.Dashboard.AddUserAsync("agent@example.com", Roles.Agent);
        var agent = await notified.SubscribeAsync("agent@example.com");
        Assert.Contains(NotificationKind.FailedDelivery, Dashboard.Notifications.Devices.NotificationKinds.Of(owner.Actor));
        Assert.DoesNotContain(NotificationKind.FailedDelivery, Dashboard.Notifications.Devices.NotificationKinds.Of(agent.Actor));

        using var client = notified.Dashboard.CreateClient(Roles.Owner);
        using (var made = await client.PostAsJsonAsync("/api/v1/destinations", new { name = "Warehouse", url = receiver.Url }, TestContext.Current.CancellationToken))
            made.EnsureSuccessStatusCode();
        await notified.MissAsync(5);
        await ApiDashboard.WaitAsync(async () => (await client.GetStringAsync("/api/v1/destinations", TestContext.Current.CancellationToken)).Contains("\"failingSinceUtc\":\"", StringComparison.Ordinal));
        notified.Pass(TimeSpan.FromMinutes(61));
        await ApiDashboard.WaitAsync(() => Task.FromResult(owner.Told.Any(topic => topic!.StartsWith("failing-1-", StringComparison.Ordinal))));

        await notified.SettleAsync(agent);
        Assert.DoesNotContain(agent.Told, topic => topic!.StartsWith("fail", StringComparison.Ordinal));
    }
}
