using System.Text.Json.Nodes;
using Superfone.Events;
using Superfone.Simulation;

namespace Superfone.Simulator.Tests;

public sealed class EndToEndTests
{
    [Fact]
    public async Task Simulator_AgainstTheApplication_BothSidesCountTheSame()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var options = Simulated.Week() with
        {
            StartUtc = DateTime.UtcNow,
            History = TimeSpan.FromDays(3),
            Duplicates = 0.05,
            Disorder = 0.05,
            Malformed = 0.02,
            Unknown = 0.02,
        };
        var deliveries = DeliverySequence.Of(options).ToList();
        using var client = dashboard.CreateClient();
        var sender = new Sender(client, [new Uri(dashboard.Url, "/webhooks/superfone")], RunningDashboard.Secret, TimeProvider.System) { Connections = 4 };

        await sender.SendAsync(deliveries, options, TestContext.Current.CancellationToken);

        var kept = await dashboard.ReadDeliveriesAsync();
        Assert.Equal(deliveries.Count, kept.Count);
        Assert.Equal(
            kept.CountBy(delivery => $"{delivery.Event} {ReplyTo(delivery.Status)}").Select(count => $"{count.Key} {count.Value}").Order(),
            sender.Report.Counts.Select(count => $"{count.Key.EventName} {count.Key.Reply} {count.Value}").Order());
        var meant = deliveries.Where(outgoing => EventClassifier.Classify(outgoing.Body).State == DeliveryState.Quarantined).Select(outgoing => Convert.ToBase64String(outgoing.Body));
        Assert.Equal(meant.Order(), kept.Where(delivery => delivery.Status == DeliveryState.Quarantined).Select(delivery => Convert.ToBase64String(delivery.Body)).Order());
        Assert.NotEmpty(meant);

        using var reader = dashboard.CreateClient("Agent");
        await WaitUntilProjectedAsync(reader, kept[^1].Id);
        Assert.Empty((await ReadAsync(reader, "deliveries?status=failed"))["items"]!.AsArray());
        var calls = deliveries.Select(Read).OfType<CallEvent>().ToList();
        var stats = await ReadAsync(reader, $"stats?from={options.BeginUtc:yyyy-MM-dd}T00:00:00Z");
        Assert.Equal(calls.Select(call => call.CdrId).Distinct().Count(), stats["calls"]!.GetValue<int>());
        var summary = deliveries.Select(Read).OfType<SummaryEvent>().First(one => calls.Any(call => call.RecordingUrl?.Contains(one.CdrUuid) == true));
        var cdrId = calls.First(call => call.RecordingUrl?.Contains(summary.CdrUuid) == true).CdrId;
        Assert.Equal("recordingUrl", (await ReadAsync(reader, $"calls/{cdrId}"))["summary"]!["matchedBy"]!.GetValue<string>());
        Assert.Contains((await ReadAsync(reader, "calls?hasSummary=true&limit=200"))["items"]!.AsArray(), call => call!["summary"]!["matchedBy"]!.GetValue<string>() == "inferred");
    }

    [Fact]
    public async Task Sender_ManyConnections_KeepsWhatIsAboutOneCustomerInOrder()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var options = Simulated.Week() with { StartUtc = DateTime.UtcNow, History = TimeSpan.FromDays(2) };
        using var client = dashboard.CreateClient();
        var deliveries = DeliverySequence.Of(options).ToList();

        await new Sender(client, [new Uri(dashboard.Url, "/webhooks/superfone")], RunningDashboard.Secret, TimeProvider.System) { Connections = 6 }
            .SendAsync(deliveries, options, TestContext.Current.CancellationToken);

        var places = (await dashboard.ReadDeliveriesAsync()).ToDictionary(delivery => Convert.ToBase64String(delivery.Body), delivery => delivery.Id);
        Assert.All(deliveries.GroupBy(outgoing => outgoing.Partition), partition =>
        {
            var ids = partition.Select(outgoing => places[Convert.ToBase64String(outgoing.Body)]).ToList();
            Assert.Equal(ids.Order(), ids);
        });
    }

    private static SuperfoneEvent? Read(OutgoingDelivery outgoing) =>
        EventClassifier.Classify(outgoing.Body).State == DeliveryState.Accepted ? EventReader.Read(outgoing.Body) : null;

    private static string ReplyTo(DeliveryState status) => status switch
    {
        DeliveryState.Duplicate => "duplicate",
        DeliveryState.Quarantined => "quarantined",
        _ => "accepted",
    };

    private static async Task<JsonNode> ReadAsync(HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync($"/api/v1/{path}", TestContext.Current.CancellationToken))!;

    private static async Task WaitUntilProjectedAsync(HttpClient client, long deliveryId)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await ReadAsync(client, "projection"))["projectedDeliveryId"]!.GetValue<long>() < deliveryId)
            await Task.Delay(20, timeout.Token);
    }
}
