using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Live;

public sealed class FollowUpEndsTests
{
    [Theory]
    [InlineData("claim", "{}", "claimedBy", 15)]
    [InlineData("snooze", """{"untilUtc":"2026-05-15T12:00:00Z"}""", "snoozedUntilUtc", 60)]
    public async Task Hub_ClaimOrSnoozeEndsByItself_SendsTheFollowUpWithoutIt(string action, string body, string field, int minutes)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero));
        await using var api = await ApiDashboard.StartAsync(time);
        await api.PostAsync(Payload.MissedCall(1));
        var id = (await api.GetAsync("follow-ups"))["items"]![0]!["id"]!.GetValue<string>();
        var received = new ConcurrentQueue<JsonElement>();
        var calls = new ConcurrentQueue<long>();
        await using var hub = await HubTests.ConnectAsync(api, (method, item) =>
        {
            if (method == "FollowUpChanged")
                received.Enqueue(item);
            else if (method == "CallChanged")
                calls.Enqueue(item.GetProperty("cdrId").GetInt64());
        });

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var reply = await api.Client.PostAsync($"/api/v1/follow-ups/{id}/{action}", content, TestContext.Current.CancellationToken);
        await ApiDashboard.WaitAsync(() => Task.FromResult(received.Any(item => item.GetProperty(field).ValueKind != JsonValueKind.Null)));
        await ApiDashboard.WaitAsync(() => Task.FromResult(action != "claim" || calls.Contains(1)));
        received.Clear();
        calls.Clear();

        time.Advance(TimeSpan.FromMinutes(minutes));

        await ApiDashboard.WaitAsync(() => Task.FromResult(received.Any(item => item.GetProperty(field).ValueKind == JsonValueKind.Null)));

        // The missed call says who is calling back, and no longer does.
        await ApiDashboard.WaitAsync(() => Task.FromResult(calls.Contains(1)));
    }
}
