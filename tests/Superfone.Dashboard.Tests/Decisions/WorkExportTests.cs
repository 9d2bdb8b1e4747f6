using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Decisions;

public sealed class WorkExportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_OfFollowUpsAndCalls_HasWhoWorksOnWhatAndWhatTheyWrote()
    {
        await using var api = await ApiDashboard.StartAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero)));
        await api.PostAsync(Payload.MissedCall(1), Payload.MissedCall(2, "2026-05-15T10:50:00Z", "+917000022222"), Payload.AnsweredCall(3));
        var ids = (await api.GetAsync("follow-ups"))["items"]!.AsArray().Select(item => (string)item!["id"]!).ToList();
        var userId = await api.Dashboard.AddUserAsync("ravi@example.com", Roles.Agent);
        foreach (var (path, body) in new (string, object)[]
        {
            ($"follow-ups/{ids[0]}/claim", new { }), ($"follow-ups/{ids[0]}/assign", new { userId }),
            ($"follow-ups/{ids[0]}/note", new { outcome = "busy", text = "Tried twice" }), ($"follow-ups/{ids[1]}/snooze", new { untilUtc = "2026-05-15T12:30:00Z" }),
        })
        {
            using var done = await api.Client.PostAsJsonAsync($"/api/v1/{path}", body, Stop);
            done.EnsureSuccessStatusCode();
        }

        using (await api.Client.PutAsJsonAsync("/api/v1/calls/3/tags", new[] { "VIP", "price" }, Stop)) { }
        using (await api.Client.PostAsJsonAsync("/api/v1/calls/3/notes", new { text = "Wants the price list" }, Stop)) { }
        using var manager = api.Dashboard.CreateClient(Roles.Manager);

        var followUps = (await manager.GetStringAsync("/export/follow-ups.csv", Stop)).Split("\r\n");
        var mine = (await manager.GetStringAsync($"/export/follow-ups.csv?assignee={userId}", Stop)).Split("\r\n");
        var calls = (await manager.GetStringAsync("/export/calls.csv?tag=vip", Stop)).Split("\r\n");

        Assert.EndsWith("Calling now,Snoozed until,Assigned to,Notes of colleagues", followUps[0], StringComparison.Ordinal);
        Assert.EndsWith("Agent script,,ravi@example.com,Agent script: Busy Tried twice", followUps[1], StringComparison.Ordinal);
        Assert.EndsWith(",2026-05-15 18:00:00,,", followUps[2], StringComparison.Ordinal);
        Assert.Equal(3, mine.Length);
        Assert.Equal(3, calls.Length);
        Assert.EndsWith("\"VIP, price\",Agent script: Wants the price list", calls[1], StringComparison.Ordinal);
    }
}
