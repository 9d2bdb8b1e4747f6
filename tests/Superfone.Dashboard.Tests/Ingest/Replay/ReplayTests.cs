using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Ingest.Replay;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Access;
using Superfone.Dashboard.Tests.Api;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Ingest.Replay;

/// <summary>Deliveries that an older version did not understand are understood by this one when they are replayed.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData(DeliveryState.Quarantined)]
    [InlineData(DeliveryState.Unrecognised)]
    public async Task Replay_WhatIsUnderstoodNow_IsTakenInOnceAndSurvivesARebuild(DeliveryState status)
    {
        await using var api = await ApiDashboard.StartAsync();
        var id = await KeepAsOlderVersionAsync(api, Payload.AnsweredCall(77), status);

        var first = await ReplayAsync(api, id);
        var second = await ReplayAsync(api, id);

        Assert.Equal(("takenIn", id + 1), (first["outcome"]!.GetValue<string>(), first["keptAs"]!.GetValue<long>()));
        Assert.Equal(("already", id + 1), (second["outcome"]!.GetValue<string>(), second["keptAs"]!.GetValue<long>()));
        Assert.Equal(id + 1, (await api.GetAsync($"deliveries/{id}"))["replayedAs"]!.GetValue<long>());
        await ApiDashboard.WaitAsync(async () => (await api.IdsAsync("calls")) is [77]);
        var before = (await api.GetAsync("calls/77")).ToJsonString();
        using var owner = api.Dashboard.CreateClient(Roles.Owner);
        (await owner.PostAsync("/api/v1/projection/rebuild", null, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await ApiDashboard.WaitAsync(async () => !(await api.GetAsync("projection"))["rebuilding"]!.GetValue<bool>());
        Assert.Equal(before, (await api.GetAsync("calls/77")).ToJsonString());
        Assert.Equal(id + 1, (await api.Dashboard.ReadDeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Replay_WhatCameMeanwhile_IsKeptAsItsRepetition()
    {
        await using var api = await ApiDashboard.StartAsync();
        var id = await KeepAsOlderVersionAsync(api, Payload.AnsweredCall(77), DeliveryState.Quarantined);
        await api.PostAsync(Payload.AnsweredCall(77));

        Assert.Equal("duplicate", (await ReplayAsync(api, id))["outcome"]!.GetValue<string>());
    }

    [Fact]
    public async Task Replay_WhatStillIsNotUnderstoodOrAlwaysWas_ChangesNothing()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync("not json", """{"event":"NEW_THING"}""", """{"event":"ALL_CALLS","cdr_id":"never"}""", Payload.AnsweredCall(1), Payload.AnsweredCall(1));

        foreach (var (id, outcome, reason) in new[]
        {
            (1, "notUnderstood", "not JSON"), (2, "notUnderstood", "NEW_THING"), (3, "notUnderstood", "cdr_id"), (4, "notNeeded", ""), (5, "notNeeded", ""),
        })
        {
            var result = await ReplayAsync(api, id);
            Assert.Equal((id, outcome), (id, result["outcome"]!.GetValue<string>()));
            Assert.Contains(reason, result["reason"]?.GetValue<string>() ?? "", StringComparison.Ordinal);
        }

        Assert.Equal(5, (await api.Dashboard.ReadDeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Replay_FailedOneThatCanBeReadNow_IsTakenInWhereItStands()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.Contact(5, "+918000000001", "Asha"), Payload.Contact(6, "+918000000002", "Ravi"));
        await using (var readModel = new SqliteConnection($"Data Source={Path.Combine(api.Dashboard.DataDirectory, "views.db")};Pooling=False"))
        {
            await readModel.OpenAsync(TestContext.Current.CancellationToken);
            await using var fail = readModel.CreateCommand();
            fail.CommandText = "INSERT INTO DeliveryFailures (DeliveryId, Error) VALUES (1, 'an older version could not'); DELETE FROM Contacts WHERE ContactId = 5";
            await fail.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("failed", (await api.GetAsync("deliveries/1"))["status"]!.GetValue<string>());
        Assert.Equal("recomputing", (await ReplayAsync(api, 1))["outcome"]!.GetValue<string>());

        await ApiDashboard.WaitAsync(async () => (await api.GetAsync("deliveries/1"))["status"]!.GetValue<string>() == "accepted");
        Assert.Equal("6 5", string.Join(' ', await api.IdsAsync("contacts", "contactId")));
        Assert.Equal(2, (await api.Dashboard.ReadDeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Replay_AFilter_TakesInWhatItCanInOrderAndCountsTheRest()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync("not json");
        foreach (var stage in new[] { "New", "Qualified" })
            await KeepAsOlderVersionAsync(api, Payload.StageChange(stage), DeliveryState.Quarantined);
        var services = api.Dashboard.Services;
        var filter = new DeliveryFilter { Status = DeliveryState.Quarantined };
        var deliveries = services.GetRequiredService<DeliveryQueries>();
        List<int> told = [];

        var tally = await services.GetRequiredService<DeliveryReplay>().ReplayAsync(
            await deliveries.ReplayableAsync(Visibility.Everything, filter, 100, TestContext.Current.CancellationToken), People.Asha, new Told(told), TestContext.Current.CancellationToken);

        Assert.Equal(new ReplayTally(3, 2, 0, 1), tally);
        Assert.Equal([1, 2, 3], told);
        Assert.Equal([1], await deliveries.ReplayableAsync(Visibility.Everything, filter, 100, TestContext.Current.CancellationToken));
        await ApiDashboard.WaitAsync(async () => (await api.GetAsync("projection"))["projectedDeliveryId"]!.GetValue<long>() == 5);
        Assert.Equal("Qualified", (await api.GetAsync("contacts/12345"))["stage"]!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Replay_AgentOrUnknownDelivery_IsRefused()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync("not json");
        using var manager = api.Dashboard.CreateClient(Roles.Manager);

        await api.ProblemAsync(HttpStatusCode.Forbidden, client => client.PostAsync("/api/v1/deliveries/1/replay", null));
        await api.ProblemAsync(HttpStatusCode.NotFound, client => client.PostAsync("/api/v1/deliveries/9/replay", null), manager);
    }

    private static async Task<long> KeepAsOlderVersionAsync(ApiDashboard api, string body, DeliveryState status)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        await using var primary = await api.Dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        var delivery = new Delivery
        {
            Id = (await primary.Deliveries.MaxAsync(row => (long?)row.Id) ?? 0) + 1,
            ReceivedUtc = DateTime.UtcNow,
            Status = status,
            Event = "ALL_CALLS",
            Reason = status == DeliveryState.Quarantined ? "cdr_id is in a form that this version does not know" : null,
            Hash = status == DeliveryState.Unrecognised ? EventClassifier.Classify(bytes).CanonicalHash : null,
            SizeBytes = bytes.Length,
            Body = bytes,
        };
        primary.Deliveries.Add(delivery);
        await primary.SaveChangesAsync(TestContext.Current.CancellationToken);
        return delivery.Id;
    }

    private static async Task<JsonNode> ReplayAsync(ApiDashboard api, long id)
    {
        using var manager = api.Dashboard.CreateClient(Roles.Manager);
        using var response = await manager.PostAsync($"/api/v1/deliveries/{id}/replay", null, TestContext.Current.CancellationToken);
        var reply = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, reply);
        return JsonNode.Parse(reply)!;
    }

    private sealed class Told(List<int> done) : IProgress<ReplayTally>
    {
        public void Report(ReplayTally value) => done.Add(value.Done);
    }
}
