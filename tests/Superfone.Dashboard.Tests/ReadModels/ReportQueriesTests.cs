using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.ReadModels;

/// <summary>The pages of agents and of the digest, at 16:30 in India on Friday 15 May.</summary>
public sealed class ReportQueriesTests
{
    private const string Ravi = "+919876543210";
    private const string Meera = "+919876500000";

    private static readonly DateOnly Friday = new(2026, 5, 15);

    [Fact]
    public async Task Report_OfAnAgent_HasTheirDaysBesideTheOthersAndWhatIsBehindThem()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1, "2026-05-14T18:29:59Z"), // The 14th, still.
            Call(2, "2026-05-14T18:30:00Z"),
            Call(3, "2026-05-15T09:00:00Z", Meera),
            Payload.MissedCall(4, "2026-05-15T09:10:00Z", "+917000011111"),
            Call(5, "2026-05-15T09:25:00Z", phone: "+917000011111"),
            Call(6, "2026-05-13T09:00:00Z"),
            Call(7, "2026-05-11T09:00:00Z"));
        var queries = api.Dashboard.Services.GetRequiredService<AgentReportQueries>();

        var report = await queries.ReadAsync(
            new AgentChoice(Ravi, "Ravi Patel"), Days(-1, 0), Days(-3, -2), TestContext.Current.CancellationToken);

        Assert.Equal([1, 3], report.Now.Calls.Select(day => day.Figures.Calls));
        Assert.Equal((4L, 3L, 180L), (report.Now.Total.Calls, report.Now.Total.Answered, report.Now.Total.TalkSeconds));
        Assert.Equal([0, 1], report.Now.Returned.ByDay);
        Assert.Equal(900, report.Now.Returned.AverageSeconds);
        Assert.Equal([0], report.Than!.Calls.Select(day => day.Figures.Calls)); // Today is not over.
        Assert.Equal([0], report.Than.Returned.ByDay);
        Assert.Equal((1, Friday.AddDays(-3)), (report.Comparison!.Days, report.Comparison.Than.Last));
        Assert.Equal([5, 4, 2, 1], report.Calls.Select(call => call.CdrId));
        Assert.Equal("+917000011111", Assert.Single(report.Returns).Phone);
    }

    [Fact]
    public async Task Agents_OfSomeDays_ThoseWithMostCallsFirst()
    {
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1, "2026-05-15T09:00:00Z"),
            Payload.MissedCall(2, "2026-05-15T09:10:00Z"),
            Call(3, "2026-05-15T09:20:00Z", Meera, "+917000011111"),
            Call(4, "2026-05-14T09:00:00Z", Meera));
        var queries = api.Dashboard.Services.GetRequiredService<AgentReportQueries>();

        var agents = await queries.ListAsync(Days(0, 0), TestContext.Current.CancellationToken);

        Assert.Equal(
            [(Ravi, 2L, 1L, 0L), (Meera, 1L, 1L, 1L)], agents.Select(agent => (agent.Key, agent.Calls.Calls, agent.Calls.Answered, agent.Returned.Returned)));
        Assert.Empty(await queries.ListAsync(Days(1, 2), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Digest_OfADay_TellsWhatBecameOfItUntilNow()
    {
        const string uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";
        await using var api = await StartAsync();
        await api.PostAsync(
            Call(1, "2026-05-14T09:00:00Z", change: call => call["cdr_uuid"] = uuid),
            Payload.Summary(uuid, "Text", 60).With("summary", new JsonObject
            {
                ["insights"] = new JsonArray(new JsonObject { ["title"] = "Main concern", ["value"] = "Price" }),
            }),
            Payload.MissedCall(2, "2026-05-14T10:00:00Z", "+917000011111"),
            Payload.MissedCall(3, "2026-05-14T10:00:00Z", "+917000022222"),
            Call(4, "2026-05-14T11:00:00Z", Meera, "+917000022222"),
            Call(5, "2026-05-07T09:00:00Z"),
            Call(8, "2026-05-06T09:00:00Z"),
            Call(6, "2026-05-13T09:00:00Z"));
        var queries = api.Dashboard.Services.GetRequiredService<DigestQueries>();

        var digest = await queries.ReadAsync(Friday.AddDays(-1), TestContext.Current.CancellationToken);
        Assert.Equal((4L, 2L, 2L, 1L), (digest.Calls.Calls, digest.Calls.Answered, digest.Calls.Missed, digest.WeekBefore!.Calls));
        Assert.Equal((1, "+917000011111"), (digest.NotReturned.Count, Assert.Single(digest.NotReturned.Longest).Phone));
        Assert.Equal(3600, Assert.Single(digest.Slowest).SecondsToReturn);
        Assert.Equal(("Main concern", 1), (Assert.Single(digest.Insights).Count.Title, digest.Insights[0].Count.Calls));
        Assert.Equal((1L, "Price"), (digest.Insights[0].CdrId, digest.Insights[0].Value));
        Assert.Equal([Ravi, Meera], digest.Agents.Select(agent => agent.Key));

        await api.PostAsync(Call(7, "2026-05-15T09:00:00Z", phone: "+917000011111"));
        digest = await queries.ReadAsync(Friday.AddDays(-1), TestContext.Current.CancellationToken);
        Assert.Equal(0, digest.NotReturned.Count);
        Assert.Single(digest.Slowest);
    }

    private static AnalyticsFilter Days(int first, int last) => new(Friday.AddDays(first), Friday.AddDays(last));

    private static Task<ApiDashboard> StartAsync() => ApiDashboard.StartAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero)));

    private static string Call(long cdrId, string start, string agent = Ravi, string? phone = null, Action<JsonObject>? change = null) => Payload.AnsweredCall(cdrId, start).With(call =>
    {
        call["staff_phone"] = agent;
        call["cdr_phone"] = phone ?? $"+9170000{cdrId:D5}";
        change?.Invoke(call);
    });
}
