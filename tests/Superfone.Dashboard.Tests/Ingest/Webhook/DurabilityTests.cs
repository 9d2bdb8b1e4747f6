using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Ingest.Webhook;

public sealed class DurabilityTests
{
    [Fact]
    public async Task Post_ManyAtOnce_GetIdsOfTheirOwnAndAreAllKept()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();

        var ids = await Task.WhenAll(Enumerable.Range(1, 640).Select(async cdrId =>
        {
            using var response = await RunningDashboard.PostAsync(client, new StringContent(Payload.SampleCall(cdrId)));
            return (cdrId, Id: await IdOfAsync(response));
        }));

        var kept = (await dashboard.ReadDeliveriesAsync()).ToDictionary(delivery => delivery.Id);
        Assert.Equal(640, kept.Count);
        Assert.All(ids, pair => Assert.Equal(pair.cdrId, JsonDocument.Parse(kept[pair.Id].Body).RootElement.GetProperty("cdr_id").GetInt32()));
    }

    [Fact]
    public async Task Post_SameJsonManyTimesAtOnce_IsAcceptedOnce()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();

        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
            (await RunningDashboard.PostAsync(client, new StringContent(Payload.SampleCall(1)))).Dispose()));

        Assert.Single(await dashboard.ReadDeliveriesAsync(), delivery => delivery.Status == DeliveryState.Accepted);
    }

    [Fact]
    public async Task Post_WhileTheDatabaseIsLocked_IsAnsweredOnlyAfterTheCommit()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        Task<HttpResponseMessage> reply;
        using (dashboard.LockPrimary())
        {
            reply = dashboard.PostAsync(Payload.SampleCall(1));
            Assert.NotSame(reply, await Task.WhenAny(reply, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken)));
            Assert.Empty(await dashboard.ReadDeliveriesAsync());
        }

        using var response = await reply;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("1", dashboard.RunOnPrimary("SELECT COUNT(*) FROM Deliveries WHERE Id = 1"));
    }

    [Fact]
    public async Task Post_WhileTheDatabaseIsGone_IsRefusedUntilItIsBack()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();
        using var before = await dashboard.PostAsync(Payload.SampleCall(1));

        var lost = dashboard.LosePrimary();
        using var gone = await dashboard.PostAsync(Payload.SampleCall(2));
        using var unready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        lost.Dispose();
        using var back = await dashboard.PostAsync(Payload.SampleCall(3));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
        Assert.NotNull(gone.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unready.StatusCode);
        Assert.Contains("superfone.db", await unready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, await IdOfAsync(back));
        Assert.Equal(2, (await dashboard.ReadDeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Post_WhenTheDiskIsFull_IsRefusedAndTheProcessLivesOn()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-").FullName;
        var settings = new Dictionary<string, string> { ["Superfone:Webhook:Secrets:0"] = RunningDashboard.Secret };

        // No file may outgrow 2 MB; without the trap, the system would end the process that tries.
        await using (var process = DashboardProcess.Start(
            folder, settings, "trap '' XFSZ; ulimit -f 4096; export DOTNET_EnableWriteXorExecute=0; "))
        {
            var line = process.WaitForLine("Superfone Dashboard is at ");
            using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[^1]) };
            var accepted = 0;
            HttpResponseMessage response;
            while ((response = await RunningDashboard.PostAsync(client, new StringContent(
                $$"""{"event":"BIG","n":{{accepted}},"filler":"{{new string('x', 400_000)}}"}"""))).IsSuccessStatusCode && accepted < 100)
                accepted++;
            using var small = await RunningDashboard.PostAsync(client, new StringContent("""{"event":"BIG","filler":"x"}"""));
            using var live = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);

            Assert.InRange(accepted, 1, 99);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            response.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Decision_BetweenDeliveries_StandsAfterTheLastOne()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var decisions = dashboard.Services.GetRequiredService<DecisionLog>();

        var first = await decisions.AppendAsync(DecisionKind.CloseFollowUp, "+918000000001", null, "rang back", "owner@example.com");
        using var response = await dashboard.PostAsync(Payload.SampleCall(1));
        var second = await decisions.AppendAsync(DecisionKind.LinkSummary, "some-uuid", 1, null, "a script");

        Assert.Equal((1, 2), (first, second));
        using var primary = dashboard.Services.CreateScope().ServiceProvider.GetRequiredService<PrimaryContext>();
        Assert.Equal([0L, 1L], primary.Decisions.OrderBy(decision => decision.Id).Select(decision => decision.AfterDeliveryId));
    }

    [Fact]
    public async Task Metrics_AfterPosts_CountThemByStatus()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient("Agent");
        (await dashboard.PostAsync(Payload.SampleCall(1))).Dispose();
        (await dashboard.PostAsync(Payload.SampleCall(1))).Dispose();
        (await dashboard.PostAsync("nonsense")).Dispose();
        (await client.PostAsync("/webhooks/superfone", null, TestContext.Current.CancellationToken)).Dispose();

        var text = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Contains("superfone_deliveries_total{status=\"accepted\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("superfone_deliveries_total{status=\"duplicate\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("superfone_deliveries_total{status=\"quarantined\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("reason=\"unauthorised\"} 1", text, StringComparison.Ordinal);
    }

    private static async Task<long> IdOfAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .RootElement.GetProperty("deliveryId").GetInt64();
}
