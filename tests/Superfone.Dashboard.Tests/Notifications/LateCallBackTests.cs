using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Notifications;

namespace Superfone.Dashboard.Tests.Notifications;

public sealed class LateCallBackTests
{
    private const string Another = "+917000022222";
    private const string Third = "+917000033333";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callers_WhoArePutOffOrBeingCalled_AreToldOfWhenThatEnds()
    {
        await using var notified = await NotifiedDashboard.StartAsync();
        var owner = await notified.SubscribeAsync(kinds: NotificationKind.LateCallBack);
        foreach (var (cdrId, phone) in new[] { (5, NotifiedDashboard.Caller), (6, Another), (7, Third) })
            await notified.MissAsync(cdrId, phone: phone);
        await notified.Dashboard.WaitUntilProjectedAsync();
        using var client = notified.Dashboard.CreateClient(Roles.Owner);
        var ids = (await client.GetFromJsonAsync<JsonObject>("/api/v1/follow-ups", Stop))!["items"]!.AsArray().ToDictionary(item => (string)item!["phone"]!, item => (string)item!["id"]!);
        var until = notified.Time.GetUtcNow().AddHours(1);
        await DoAsync($"{ids[NotifiedDashboard.Caller]}/snooze", new { untilUtc = until });
        notified.Pass(TimeSpan.FromMinutes(10));
        await DoAsync($"{ids[Third]}/claim", new { });

        notified.Pass(TimeSpan.FromMinutes(6));
        await NotifiedDashboard.WaitForAsync(owner, $"late-{ids[Another]}");
        notified.Pass(TimeSpan.FromMinutes(10));
        await NotifiedDashboard.WaitForAsync(owner, $"late-{ids[Third]}");
        notified.Pass(TimeSpan.FromMinutes(35));
        var putOff = $"late-{ids[NotifiedDashboard.Caller]}-{until.ToUnixTimeSeconds()}";
        await NotifiedDashboard.WaitForAsync(owner, putOff);

        // The choice of kinds may be read only after the first missed call.
        Assert.Equal([$"late-{ids[Another]}", $"late-{ids[Third]}", putOff], owner.Told.Where(told => told!.StartsWith("late-", StringComparison.Ordinal)));

        async Task DoAsync(string path, object body)
        {
            using var done = await client.PostAsJsonAsync($"/api/v1/follow-ups/{path}", body, Stop);
            done.EnsureSuccessStatusCode();
        }
    }
}
