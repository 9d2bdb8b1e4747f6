using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api;

public sealed class DeliveryApiTests
{
    [Fact]
    public async Task List_ByStatusAndEvent_TellsWhatBecameOfEach()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Payload.AnsweredCall(1),
            Payload.AnsweredCall(1),
            "not json",
            """{"event":"SOMETHING_NEW"}""",
            """{"event":"ALL_CALLS","cdr_id":2,"cdr_start":"never"}""",
            Payload.Contact(1, "+917000000001", "Asha"));
        await api.FailAsync(5, "a defect");

        foreach (var (query, expected) in new[]
        {
            ("", "6 5 4 3 2 1"), ("status=accepted", "6 1"), ("status=accepted&limit=1", "6"), ("status=duplicate", "2"), ("status=quarantined", "3"),
            ("status=unrecognised", "4"), ("status=failed", "5"), ("status=failed&event=CUSTOMER_CREATE", ""), ("event=ALL_CALLS", "5 2 1"),
            ("event=ALL_CALLS&status=accepted", "1"),
        })
            Assert.Equal((query, expected), (query, string.Join(' ', await api.IdsAsync($"deliveries?{query}", "deliveryId"))));

        Assert.Equal(1, (await api.GetAsync("deliveries/2"))["duplicateOf"]!.GetValue<long>());
        Assert.Equal("a defect", (await api.GetAsync("deliveries/5"))["reason"]!.GetValue<string>());
        Assert.NotNull((await api.GetAsync("deliveries/3"))["reason"]);
        Assert.Equal("not json", (await api.GetAsync("deliveries/3"))["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task Notes_OfOddFields_StandInListAndDetailAndSurviveARebuild()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(
            Payload.AnsweredCall(1).With(call =>
            {
                call["cdr_ringing_duration"] = -1;
                call["cdr_recording_url"] = new JsonArray("https://r.example/a?X-Amz-Signature=topsecret");
            }),
            Payload.Contact(1, "+917000000001", "Asha"),
            """{"event":"CUSTOMER_CHANGE","contact_id":1,"updated_key":"lead_stage","updated_value":true}""");

        for (var round = 0; round < 2; round++)
        {
            var items = (await api.GetAsync("deliveries"))["items"]!.AsArray();
            Assert.Equal(["updated_value is not an object with id and title: true"], NotesOf(items[0]!));
            Assert.Empty(NotesOf(items[1]!));
            var notes = NotesOf(await api.GetAsync("deliveries/1"));
            Assert.Equal(notes, NotesOf(items[2]!));
            Assert.Equal(["cdr_ringing_duration is not a number of seconds: -1", "cdr_recording_url"], [notes[0], notes[1].Split(' ')[0]]);
            Assert.DoesNotContain("topsecret", notes[1], StringComparison.Ordinal);
            await RebuildAsync(api);
        }

        Assert.Equal("accepted", (await api.GetAsync("deliveries/1"))["status"]!.GetValue<string>());

        static List<string> NotesOf(JsonNode item) => [.. item["notes"]!.AsArray().Select(note => note!.GetValue<string>())];
    }

    [Fact]
    public async Task Find_RecordingUrl_HasItsSignatureMasked()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.AnsweredCall(1).With("cdr_recording_url", "https://r.s3.amazonaws.com/a.mp3?X-Amz-Signature=topsecret&x=1"));

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

        await RebuildAsync(api);

        Assert.Equal(before, (await api.GetAsync("calls"))!.ToJsonString());
    }

    private static async Task RebuildAsync(ApiDashboard api)
    {
        using var owner = api.Dashboard.CreateClient(Roles.Owner);
        using var reply = await owner.PostAsync("/api/v1/projection/rebuild", null, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, reply.StatusCode);
        await ApiDashboard.WaitAsync(async () => !(await api.GetAsync("projection"))["rebuilding"]!.GetValue<bool>());
    }
}
