using Microsoft.Extensions.Time.Testing;

namespace Superfone.Dashboard.Tests.Api;

public sealed class StatsApiTests
{
    [Fact]
    public async Task Stats_ADay_CountsByHourOfTheBusiness()
    {
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 20, 0, 0, TimeSpan.Zero)));
        await api.PostAsync(
            Payload.AnsweredCall(1, "2026-05-15T18:29:59Z"), // 23:59:59 of the 15th in India.
            Payload.AnsweredCall(2, "2026-05-15T18:30:00Z").With("cdr_call_type", "OUTBOUND"), // Midnight: the 16th.
            Payload.MissedCall(3, "2026-05-15T19:29:00Z"),
            Payload.MissedCall(4, "2026-05-15T19:31:00Z"));

        var today = await api.GetAsync("stats?from=2026-05-15T18:30:00Z");
        Assert.Equal("3 0 2 1 1 1 2 60", Figures(today, "calls", "x", "inbound", "outbound", "answered", "outbound", "missed", "talkSeconds"));
        Assert.Equal("2 1", $"{today["byHour"]![0]} {today["byHour"]![1]}");
        Assert.Equal(24, today["byHour"]!.AsArray().Count);
        Assert.Equal("""[{"disposition":"NOANSWER","calls":2},{"disposition":"ANSWER","calls":1}]""", today["byDisposition"]!.ToJsonString());

        var all = await api.GetAsync("stats");
        Assert.Equal("4", Figures(all, "calls"));
        Assert.Equal("1", $"{all["byHour"]![23]}");
        Assert.Equal("Ravi Patel 4 2 120", Figures(all["byStaff"]![0]!, "name", "calls", "answered", "talkSeconds"));
        Assert.Equal("1", Figures(await api.GetAsync("stats?to=2026-05-15T18:30:00Z"), "calls"));
        Assert.Equal("0", Figures(await api.GetAsync("stats?to=2020-01-01"), "calls"));
    }

    private static string Figures(System.Text.Json.Nodes.JsonNode stats, params string[] names) =>
        string.Join(' ', names.Select(name => stats[name]?.ToString() ?? "0"));
}
