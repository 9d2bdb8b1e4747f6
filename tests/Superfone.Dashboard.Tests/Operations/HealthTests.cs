using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Tests.Operations;

public sealed class HealthTests
{
    private static readonly TimeSpan Longer = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Ingest_WhenDeliveriesCanBeStored_Is200()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var (status, reply) = await GetAsync(dashboard, "ingest");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ready", reply["status"]!.GetValue<string>());
        Assert.Null(reply["cause"]);
    }

    [Fact]
    public async Task Ingest_DatabaseIsGone_Is503UntilItIsBackAndStrangersHearOneWord()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        var lost = dashboard.LosePrimary();

        foreach (var path in new[] { "ingest", "ready" })
        {
            var (status, stranger) = await GetAsync(dashboard, path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Equal(TestStore.IsPostgres ? "unreachable" : "missing", stranger["cause"]!.GetValue<string>());
            Assert.DoesNotContain(dashboard.DataDirectory, stranger.ToJsonString(), StringComparison.Ordinal);
            Assert.All(stranger["parts"]!.AsObject(), part => Assert.DoesNotContain(' ', part.Value!.GetValue<string>()));
        }

        var (_, known) = await GetAsync(dashboard, "ready", Roles.Agent);
        Assert.Contains(TestStore.IsPostgres ? "connection" : dashboard.PrimaryPath, known.ToString(), StringComparison.Ordinal);

        lost.Dispose();
        time.Advance(Longer);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(dashboard, "ingest")).Status);
    }

    [Fact]
    public async Task Ingest_SomebodyHoldsTheDatabase_SaysLocked()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var held = dashboard.LockPrimary();

        var (status, reply) = await GetAsync(dashboard, "ingest");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "locked"), (status, reply["cause"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Ingest_ProjectionIsHeldUp_Is200()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var readModel = await dashboard.Services.GetRequiredService<IDbContextFactory<ReadModelContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var connection = new SqliteConnection($"Data Source={readModel.Database.GetDbConnection().DataSource};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var held = connection.BeginTransaction(deferred: false);
        using var response = await dashboard.PostAsync(Payload.SampleCall(1));

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(dashboard, "ingest")).Status);
    }

    [Fact]
    public async Task Health_AskedByManyAtOnce_WritesOnceASecond()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(dashboard, "ingest")));
        var first = await ProbedAsync();
        time.Advance(TimeSpan.FromMilliseconds(500));
        await GetAsync(dashboard, "ingest");
        Assert.Equal(first, await ProbedAsync());
        time.Advance(Longer);
        await GetAsync(dashboard, "ingest");
        Assert.NotEqual(first, await ProbedAsync());

        async Task<string> ProbedAsync()
        {
            await using var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
            return (await primary.Settings.AsNoTracking().SingleAsync(setting => setting.Name == "IngestProbe")).Value;
        }
    }

    private static async Task<(HttpStatusCode Status, JsonNode Reply)> GetAsync(RunningDashboard dashboard, string path, string? role = null)
    {
        using var client = dashboard.CreateClient(role);
        using var response = await client.GetAsync($"/health/{path}", TestContext.Current.CancellationToken);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!);
    }
}
