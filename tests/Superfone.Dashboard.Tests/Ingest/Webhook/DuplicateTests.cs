using Microsoft.Extensions.Time.Testing;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Ingest.Webhook;

public sealed class DuplicateTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 15, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Post_SameJsonInOtherOrder_IsADuplicateOfTheFirst()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: _time);

        Assert.Equal("""{"status":"accepted","deliveryId":1}""", await ReplyAsync(dashboard, """{"event":"X","a":1}"""));
        Assert.Equal("""{"status":"duplicate","deliveryId":2,"duplicateOf":1}""", await ReplyAsync(dashboard, """{ "a" : 1, "event" : "X" }"""));
        Assert.Equal("""{"status":"duplicate","deliveryId":3,"duplicateOf":1}""", await ReplyAsync(dashboard, """{"event":"X","a":1}"""));
        Assert.Equal("""{"status":"accepted","deliveryId":4}""", await ReplyAsync(dashboard, """{"event":"X","a":1.0}"""));

        var kept = await dashboard.ReadDeliveriesAsync();
        Assert.Equal([null, 1L, 1L, null], kept.Select(delivery => delivery.EarlierId));
        Assert.Equal(DeliveryState.Duplicate, kept[1].Status);
    }

    [Fact]
    public async Task Post_AtTheWindowsEnd_IsADuplicateAndJustAfterItIsNot()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: _time);
        await ReplyAsync(dashboard, Payload.SampleCall(1));

        _time.Advance(Window);
        Assert.Contains("\"duplicateOf\":1", await ReplyAsync(dashboard, Payload.SampleCall(1)), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Contains("accepted", await ReplyAsync(dashboard, Payload.SampleCall(1)), StringComparison.Ordinal);
        _time.Advance(Window);
        Assert.Contains("\"duplicateOf\":3", await ReplyAsync(dashboard, Payload.SampleCall(1)), StringComparison.Ordinal);

        // The third one repeats a delivery outside the window, which is recorded as well.
        Assert.Equal([null, 1L, 1L, 3L], (await dashboard.ReadDeliveriesAsync()).Select(delivery => delivery.EarlierId));
    }

    [Fact]
    public async Task Post_AgainAfterARestart_IsADuplicate()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: _time);
        await ReplyAsync(dashboard, Payload.SampleCall(1));

        await dashboard.RestartAsync();

        Assert.Contains("\"duplicateOf\":1", await ReplyAsync(dashboard, Payload.SampleCall(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ChangeThereAndBack_IsFourChangesHoweverFast()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: _time);

        foreach (var title in new[] { "New", "Qualified", "New", "Qualified", "Qualified" })
            await ReplyAsync(dashboard, Payload.StageChange(title));

        var kept = await dashboard.ReadDeliveriesAsync();
        Assert.Equal(
            [DeliveryState.Accepted, DeliveryState.Accepted, DeliveryState.Accepted, DeliveryState.Accepted, DeliveryState.Duplicate],
            kept.Select(delivery => delivery.Status));
        Assert.Equal([null, null, 1L, 2L, 4L], kept.Select(delivery => delivery.EarlierId));
        Assert.All(kept, delivery => Assert.Equal("contact:12345:lead_stage", delivery.ChangeKey));
    }

    [Fact]
    public async Task Post_SameChangeWithAnotherKeysChangeBetween_IsADuplicate()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: _time);

        await ReplyAsync(dashboard, Payload.StageChange("New"));
        await ReplyAsync(dashboard, Payload.Sample("CUSTOMER_CHANGE").With("updated_key", "city"));

        Assert.Contains("\"duplicateOf\":1", await ReplyAsync(dashboard, Payload.StageChange("New")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ChangeAgainAfterTheWindow_IsAccepted()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: _time);
        await ReplyAsync(dashboard, Payload.StageChange("New"));

        _time.Advance(Window + TimeSpan.FromMilliseconds(1));

        Assert.Contains("accepted", await ReplyAsync(dashboard, Payload.StageChange("New")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SameNonsenseTwice_IsQuarantinedTwice()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: _time);

        await ReplyAsync(dashboard, "nonsense");
        await ReplyAsync(dashboard, "nonsense");

        Assert.All(await dashboard.ReadDeliveriesAsync(), delivery => Assert.Equal(DeliveryState.Quarantined, delivery.Status));
    }

    private static async Task<string> ReplyAsync(RunningDashboard dashboard, string body)
    {
        using var response = await dashboard.PostAsync(body);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
