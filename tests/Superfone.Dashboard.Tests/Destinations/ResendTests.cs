using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Tests.Destinations;

public sealed class ResendTests
{
    [Fact]
    public async Task FailedEvent_RewrittenSince_IsSentAsTheLogHasItNow()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(500));
        await using var world = await PassingDashboard.StartAsync();
        var id = await FailAsync(world, receiver, 2);

        world.Run("UPDATE Deliveries SET Hash = Body");
        receiver.Answer = (_, _) => Task.FromResult(200);
        var failed = (await world.AttemptsAsync(id, failed: true))[0];
        await world.SendAsync(HttpMethod.Post, $"destinations/{id}/attempts/{failed["id"]}/retry");
        await receiver.WaitAsync(1);
        var all = await world.SendAsync(HttpMethod.Post, $"destinations/{id}/retry");
        await receiver.WaitAsync(2);

        Assert.Equal((1, 0), (all!["count"]!.GetValue<int>(), all["gone"]!.GetValue<int>()));
        await world.WaitAsync(id, item => item["failed"]!.GetValue<int>() == 0 && item["waiting"]!.GetValue<int>() == 0);
    }

    [Fact]
    public async Task FailedEvent_NoLongerInTheLog_IsSaidToBeGoneAndLeavesTheList()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(500));
        await using var world = await PassingDashboard.StartAsync();
        var id = await FailAsync(world, receiver, 3);
        var failed = await world.AttemptsAsync(id, failed: true);

        world.Run($"DELETE FROM Deliveries WHERE Id IN ({failed[0]["deliveryId"]}, {failed[1]["deliveryId"]})");
        receiver.Answer = (_, _) => Task.FromResult(200);
        await world.AssertRefusedAsync(System.Net.HttpStatusCode.NotFound, HttpMethod.Post, $"destinations/{id}/attempts/{failed[0]["id"]}/retry");
        Assert.Equal(2, (await world.ReadAsync(id))["failed"]!.GetValue<int>());
        var all = await world.SendAsync(HttpMethod.Post, $"destinations/{id}/retry");

        Assert.Equal((1, 1), (all!["count"]!.GetValue<int>(), all["gone"]!.GetValue<int>()));
        await receiver.WaitAsync(1);
        Assert.Empty(await world.AttemptsAsync(id, failed: true));
    }

    [Fact]
    public async Task WaitingEvent_RewrittenAndSentAgainByHand_IsSent()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(500));
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync(receiver.Url);
        await world.PostAsync(Payload.SampleCall(1));
        await world.WaitForAttemptsAsync(id, attempts => attempts.Count == 1);

        world.Run("UPDATE Deliveries SET Hash = Body");
        receiver.Answer = (_, _) => Task.FromResult(200);
        await world.SendAsync(HttpMethod.Post, $"destinations/{id}/attempts/{(await world.AttemptsAsync(id))[0]["id"]}/retry");

        await receiver.WaitAsync(1);
    }

    [Fact]
    public async Task ManyRows_AreChangedInSmallTransactions()
    {
        await using var world = await PassingDashboard.StartAsync();
        var (id, _) = await world.AddAsync("http://127.0.0.1:9/hook");
        var (other, _) = await world.AddAsync("http://127.0.0.1:9/hook");
        foreach (var destination in new[] { id, other })
        {
            world.Run(
                $"""
                WITH RECURSIVE numbers(n) AS (SELECT 1001 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1450)
                INSERT INTO DestinationDeliveries (DestinationId, DeliveryId, IsFailed, QueuedUtc, Attempts, Event, Problem) SELECT {destination}, n, true, 0, 1, 'ALL_CALLS', 1 FROM numbers
                """);
        }

        Assert.Equal((1200, 0, 200), world.Dashboard.Services.GetRequiredService<PassingTable>().RequeueFailed(id, 0, DateTime.UtcNow));
        Assert.False(world.Dashboard.Services.GetRequiredService<DestinationTable>().RemovePart(other));
        Assert.Equal("250", world.Run($"SELECT COUNT(*) FROM DestinationDeliveries WHERE DestinationId = {other}"));

        var all = await world.SendAsync(HttpMethod.Post, $"destinations/{id}/retry");
        await world.SendAsync(HttpMethod.Delete, $"destinations/{other}");
        Assert.Equal((0, 250), (all!["count"]!.GetValue<int>(), all["gone"]!.GetValue<int>()));
        Assert.Equal("0", world.Run("SELECT COUNT(*) FROM DestinationDeliveries"));
        Assert.Equal("1", world.Run("SELECT COUNT(*) FROM Destinations"));
    }

    // Different calls, each of which has failed for too long.
    private static async Task<long> FailAsync(PassingDashboard world, WebhookReceiver receiver, int count)
    {
        var (id, _) = await world.AddAsync(receiver.Url);
        for (var call = 1; call <= count; call++)
            await world.PostAsync(Payload.Call(call, DateTime.UtcNow).With("cdr_phone", string.Create(CultureInfo.InvariantCulture, $"+9170000{call:00000}")));
        await world.WaitForAttemptsAsync(id, attempts => attempts.Count == count);
        world.Time.Shift += TimeSpan.FromDays(3.1);
        await world.WaitAsync(id, item => item["failed"]!.GetValue<int>() == count);
        return id;
    }
}
