using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Ingest.Import;

public sealed class ImportTests
{
    [Fact]
    public async Task Import_Lines_GetTheAnswersOfTheWebhookAndSayWhoBroughtThem()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.AnsweredCall(1));

        var report = await ImportAsync(api, string.Join('\n', Payload.AnsweredCall(1), "", "not json", Payload.AnsweredCall(2), """{"event":"NEW_THING"}""", new string('x', 1_100_000)));

        Assert.Equal("2 1 1 1", $"{report["accepted"]} {report["duplicates"]} {report["quarantined"]} {report["refused"]}");
        Assert.Equal("3 6", string.Join(' ', report["problems"]!.AsArray().Select(problem => problem!["number"])));
        Assert.Contains("not JSON", report["problems"]![0]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(report["problems"]![1]!["deliveryId"]);
        Assert.Equal("Accepted Duplicate Quarantined Accepted Unrecognised", string.Join(' ', (await api.Dashboard.ReadDeliveriesAsync()).Select(row => row.Status)));
        Assert.Equal("2 3 4 5", string.Join(' ', await OriginsAsync(api)));
        await ApiDashboard.WaitAsync(async () => (await api.IdsAsync("calls")).Count == 2);
    }

    [Fact]
    public async Task Import_ArrayThatBreaksOff_KeepsWhatCameBeforeAndSaysSo()
    {
        await using var api = await ApiDashboard.StartAsync();

        var report = await ImportAsync(api, $"[{Payload.AnsweredCall(1)},{Payload.AnsweredCall(2)},{{\"event\":");

        Assert.Equal("2 1", $"{report["accepted"]} {report["refused"]}");
        Assert.Equal(3, report["problems"]![0]!["number"]!.GetValue<int>());
        Assert.Contains("nothing from here on was kept", report["problems"]![0]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Many_KeepsTheirOrder()
    {
        await using var api = await ApiDashboard.StartAsync();

        await ImportAsync(api, string.Join('\n', Enumerable.Range(1, 1000).Select(id => Payload.SampleCall(id))));

        var bodies = (await api.Dashboard.ReadDeliveriesAsync()).Select(row => JsonNode.Parse(row.Body)!["cdr_id"]!.GetValue<int>());
        Assert.Equal(Enumerable.Range(1, 1000), bodies);
    }

    [Fact]
    public async Task Import_Agent_IsRefused()
    {
        await using var api = await ApiDashboard.StartAsync();

        await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.PostAsync("/api/v1/deliveries/import", new StringContent(Payload.AnsweredCall(1))));

        Assert.Empty(await api.Dashboard.ReadDeliveriesAsync());
    }

    private static async Task<JsonNode> ImportAsync(ApiDashboard api, string text)
    {
        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        using var response = await manager.PostAsync("/api/v1/deliveries/import", new StringContent(text, Encoding.UTF8, "application/jsonl"), TestContext.Current.CancellationToken);
        var reply = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, reply);
        return JsonNode.Parse(reply)!;
    }

    private static async Task<List<long>> OriginsAsync(ApiDashboard api)
    {
        await using var primary = await api.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        return await primary.DeliveryOrigins.Where(origin => origin.BroughtBy == "Manager script" && origin.ReplayOf == null)
            .Select(origin => origin.DeliveryId).ToListAsync(TestContext.Current.CancellationToken);
    }
}
