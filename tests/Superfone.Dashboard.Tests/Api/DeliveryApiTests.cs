using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api;

public sealed class DeliveryApiTests
{
    [Fact]
    public async Task List_ByStatusAndEvent_TellsWhatBecameOfEach()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Bodies.Call(1),
            Bodies.Call(1),
            "not json",
            """{"event":"SOMETHING_NEW"}""",
            """{"event":"ALL_CALLS","cdr_id":2,"cdr_start":"never"}""",
            Bodies.Contact(1, "Asha", "+917000000001"));

        foreach (var (query, expected) in new[]
        {
            ("", "6 5 4 3 2 1"), ("status=accepted", "6 1"), ("status=accepted&limit=1", "6"), ("status=duplicate", "2"), ("status=quarantined", "3"),
            ("status=unrecognised", "4"), ("status=failed", "5"), ("status=failed&event=CUSTOMER_CREATE", ""), ("event=ALL_CALLS", "5 2 1"),
            ("event=ALL_CALLS&status=accepted", "1"),
        })
            Assert.Equal((query, expected), (query, string.Join(' ', await api.IdsAsync($"deliveries?{query}", "deliveryId"))));

        Assert.Equal(1, (await api.GetAsync("deliveries/2"))["duplicateOf"]!.GetValue<long>());
        Assert.Contains("cdr_start", (await api.GetAsync("deliveries/5"))["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull((await api.GetAsync("deliveries/3"))["reason"]);
        Assert.Equal("not json", (await api.GetAsync("deliveries/3"))["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task Find_RecordingUrl_HasItsSignatureMasked()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Bodies.Call(1, change: call => call["cdr_recording_url"] = "https://r.s3.amazonaws.com/a.mp3?X-Amz-Signature=topsecret&x=1"));

        var body = (await api.GetAsync("deliveries/1"))["body"]!.GetValue<string>();

        Assert.Contains("r.s3.amazonaws.com/a.mp3", body, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuild_Owner_ShowsTheSameAfterwards()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.Sample("ALL_CALLS"), Payload.Sample("CDR_SUMMARY_READY"));
        var before = (await api.GetAsync("calls"))!.ToJsonString();
        using var owner = api.Dashboard.CreateClient(Roles.Owner);

        using var reply = await owner.PostAsync("/api/v1/projection/rebuild", null, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Accepted, reply.StatusCode);
        await ApiDashboard.WaitAsync(async () => !(await api.GetAsync("projection"))["rebuilding"]!.GetValue<bool>());
        Assert.Equal(before, (await api.GetAsync("calls"))!.ToJsonString());
    }
}
