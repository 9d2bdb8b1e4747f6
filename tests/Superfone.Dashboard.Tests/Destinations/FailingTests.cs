using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Destinations;

/// <summary>Since when a destination has accepted nothing, and who is told.</summary>
public sealed class FailingTests
{
    [Fact]
    public async Task Failing_OnceNothingWaitsAnyMore_IsOver()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(500));
        await using var world = await PassingDashboard.StartAsync();
        var id = await FailAsync(world, receiver);
        world.Time.Shift += TimeSpan.FromDays(3.1);
        await world.WaitAsync(id, item => item["failed"]!.GetValue<int>() == 1 && !IsFailing(item));

        var erased = await world.PostAsync(Payload.SampleCall(2));
        await world.WaitAsync(id, IsFailing);
        world.Run($"DELETE FROM Deliveries WHERE Id = {erased}");
        world.Time.Shift += TimeSpan.FromSeconds(6);
        await world.WaitAsync(id, item => item["waiting"]!.GetValue<int>() == 0 && !IsFailing(item));
    }

    [Fact]
    public async Task Failing_OfADestinationThatIsChanged_BeginsAnewButNotForItsName()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(500));
        await using var world = await PassingDashboard.StartAsync();
        var id = await FailAsync(world, receiver);
        var since = (await world.ReadAsync(id))["failingSinceUtc"]!.ToString();

        Assert.Equal(since, (await ChangeAsync(world, id, new { name = "Depot" }))["failingSinceUtc"]?.ToString());
        Assert.False(IsFailing(await ChangeAsync(world, id, new { url = receiver.Url + "/other" })));
        Assert.Equal("", world.Run("SELECT FailingSinceUtc FROM Destinations"));

        world.Time.Shift += TimeSpan.FromSeconds(6);
        await world.WaitAsync(id, IsFailing);
        Assert.False(IsFailing(await ChangeAsync(world, id, new { enabled = false })));
        Assert.False(IsFailing(await ChangeAsync(world, id, new { enabled = true })));

        world.Time.Shift += TimeSpan.FromSeconds(11);
        await world.WaitAsync(id, IsFailing);
        await world.SendAsync(HttpMethod.Post, $"destinations/{id}/secret");
        Assert.False(IsFailing(await world.ReadAsync(id)));
    }

    [Fact]
    public async Task Failing_ForAnHour_DegradesHealthUntilItIsPaused()
    {
        await using var receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(500));
        await using var world = await PassingDashboard.StartAsync();
        var id = await FailAsync(world, receiver);

        // Health waits for projection to start; passing on does not.
        await world.Dashboard.WaitUntilProjectedAsync();
        Assert.Equal("ready", (await HealthAsync(world, Roles.Agent))["status"]!.GetValue<string>());

        world.Time.Shift += TimeSpan.FromMinutes(61);
        var (stranger, known) = (await HealthAsync(world, null), await HealthAsync(world, Roles.Agent));
        await ChangeAsync(world, id, new { enabled = false });

        Assert.Equal(("degraded", "destinations"), (stranger["status"]!.GetValue<string>(), stranger["cause"]!.GetValue<string>()));
        Assert.Equal("destinations", stranger["parts"]!["destinations"]!.GetValue<string>());
        Assert.Contains("Warehouse", known["parts"]!["destinations"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("ready", (await HealthAsync(world, null))["status"]!.GetValue<string>());
    }

    private static async Task<long> FailAsync(PassingDashboard world, WebhookReceiver receiver)
    {
        var (id, _) = await world.AddAsync(receiver.Url);
        await world.PostAsync(Payload.SampleCall(1));
        await world.WaitAsync(id, IsFailing);
        return id;
    }

    private static async Task<JsonNode> ChangeAsync(PassingDashboard world, long id, object change) => (await world.SendAsync(HttpMethod.Patch, $"destinations/{id}", change))!;

    private static async Task<JsonNode> HealthAsync(PassingDashboard world, string? role)
    {
        using var client = role is null ? world.Dashboard.CreateClient() : world.Dashboard.CreateClient(role);
        return JsonNode.Parse(await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken))!;
    }

    private static bool IsFailing(JsonNode item) => item["failingSinceUtc"] is not null;
}
