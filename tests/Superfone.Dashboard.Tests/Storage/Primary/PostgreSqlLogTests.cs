using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Samples;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Storage.Primary;

/// <summary>What the log in PostgreSQL promises beyond what both stores do.</summary>
[OnlyPostgres]
public sealed class PostgreSqlLogTests
{
    [Fact]
    public async Task Append_ByTwoWritersAndDecisionsAtOnce_NumbersInTheOrderOfCommits()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var log = dashboard.Services.GetRequiredService<IEventLog>();
        const int batches = 40;
        var writers = Enumerable.Range(0, 2).Select(writer => Task.Run(() =>
        {
            using var open = log.OpenWriter(TimeSpan.FromMinutes(15));
            for (var batch = 0; batch < batches; batch++)
                open.Append([.. Enumerable.Range(0, 5).Select(number => Pending(writer, batch, number))]);
        })).ToList();
        var decisions = Task.Run(() =>
        {
            for (var number = 0; number < batches; number++)
                log.Append(new Decision { Kind = DecisionKind.CloseFollowUp, Subject = "+918000000001", DecidedBy = "asha@example.com" });
        }, TestContext.Current.CancellationToken);

        // "Everything after N" never misses what commits late.
        List<long> read = [];
        using var reader = log.OpenReader();
        while (read.Count < 2 * batches * 5)
            read.AddRange(reader.Read(read.LastOrDefault(), long.MaxValue, 7).Entries.Select(entry => entry.Id));
        await Task.WhenAll([.. writers, decisions]);

        Assert.Equal(Enumerable.Range(1, read.Count).Select(id => (long)id), read);
        var places = reader.Read(long.MaxValue, 0, 1).Decisions.Select(decision => decision.AfterDeliveryId).ToList();
        Assert.Equal(batches, places.Count);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Post_AfterTheServerClosedAllConnections_IsStored()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        (await dashboard.PostAsync(Payload.AnsweredCall(1))).Dispose();
        var database = new NpgsqlConnectionStringBuilder(dashboard.Database).Database;

        PostgresServer.Shared.Execute("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
        using var reply = await dashboard.PostAsync(Payload.AnsweredCall(2));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task LastDelivery_Removed_ItsNumberIsNotGivenAgain()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var samples = dashboard.Services.GetRequiredService<SampleLog>();
        (await dashboard.PostAsync(Payload.AnsweredCall(1))).Dispose();
        samples.Begin();
        (await dashboard.PostAsync(Payload.AnsweredCall(2).With("superfone_number", SampleAccount.Number))).Dispose();
        samples.Remove();
        (await dashboard.PostAsync(Payload.AnsweredCall(3))).Dispose();

        Assert.Equal([1L, 3L], (await dashboard.ReadDeliveriesAsync()).Select(delivery => delivery.Id));
    }

    [Fact]
    public async Task Post_CharactersThatPostgreSqlRefuses_IsStoredAsReceived()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        const string body = """{"event":"NEW_\u0000THING","superfone_number":"+91\u0000\ud800"}""";

        using var reply = await dashboard.PostAsync(body);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(Assert.Single(await dashboard.ReadDeliveriesAsync()).Body));
    }

    [Fact]
    public async Task Post_WordsTooLongForAnIndex_IsStoredAndKnownWhenItComesAgain()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        // Random, since what repeats itself is compressed.
        var word = System.Security.Cryptography.RandomNumberGenerator.GetHexString(20_000);
        var bodies = new[] { $$"""{"event":"{{word}}","superfone_number":"{{word}}"}""", Payload.Sample("CUSTOMER_CHANGE").With("updated_key", word) };

        foreach (var body in bodies.Concat(bodies))
        {
            using var reply = await dashboard.PostAsync(body);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }

        Assert.Equal([false, false, true, true], (await dashboard.ReadDeliveriesAsync()).Select(delivery => delivery.Status == DeliveryState.Duplicate));
    }

    private static PendingDelivery Pending(int writer, int batch, int number)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"event":"NEW_THING","id":"{{writer}} {{batch}} {{number}}"}""");
        return new(ReceivedBody.Plain(body), EventClassifier.Classify(body), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }
}
