using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Api;

/// <summary>Names and order of what is read, as the contract has them.</summary>
public sealed class ShapeTests
{
    private const string CallKeys = "cdrId account direction disposition outcome missed missedReason phone startedUtc answeredUtc endedUtc durationSeconds "
        + "ringingSeconds contact staff recording summary returned isFirstFromNumber mark tags";

    private const string ContactKeys = "contactId firstName lastName name phones emails businessName source sourceType stage group labels products "
        + "assigneeUserId additionalInfo city customFields createdUtc firstSeenUtc lastActivityUtc callCount";

    [Fact]
    public async Task Call_EverythingKnown_HasTheContractsNames()
    {
        await using var api = await ApiDashboard.StartAsync(At("2026-05-15T11:00:00Z"));
        await api.PostAsync(Payload.Sample("ALL_CALLS"), Payload.Sample("CDR_RECORDING_AVAILABLE"), Payload.Sample("CDR_SUMMARY_READY"));

        var item = (await api.GetAsync("calls"))["items"]![0]!;
        Assert.Equal(CallKeys, KeysOf(item));
        Assert.Equal("2026-05-15T10:30:00Z", item["startedUtc"]!.GetValue<string>());
        Assert.Equal(("outbound", "answered"), (item["direction"]!.GetValue<string>(), item["outcome"]!.GetValue<string>()));
        Assert.Equal("""{"contactId":12345,"name":"Asha Kumar"}""", item["contact"]!.ToJsonString());
        Assert.Equal("""{"name":"Ravi Patel","phone":"+919876543210"}""", item["staff"]!.ToJsonString(Relaxed));
        Assert.Equal("status url contentType sizeBytes expiresUtc error", KeysOf(item["recording"]));
        Assert.Equal("pending", item["recording"]!["status"]!.GetValue<string>());
        Assert.Equal("text insights matchedBy", KeysOf(item["summary"]));
        Assert.Equal("inferred", item["summary"]!["matchedBy"]!.GetValue<string>());
        Assert.Equal("title value", KeysOf(item["summary"]!["insights"]![0]));

        var detail = await api.GetAsync("calls/9876543");
        Assert.Equal(CallKeys + " transcript ivrInputs dtmfDigits cdrUuid deliveryIds notes", KeysOf(detail));
        Assert.Equal("speaker text start end", KeysOf(detail["transcript"]![0]));
        Assert.Equal("[1,2]", detail["deliveryIds"]!.ToJsonString());
    }

    [Fact]
    public async Task Call_NothingKnown_WritesNulls()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync("""{"event":"ALL_CALLS","cdr_id":"77"}""");

        var item = await api.GetAsync("calls/77");

        Assert.Equal(CallKeys + " transcript ivrInputs dtmfDigits cdrUuid deliveryIds notes", KeysOf(item));
        Assert.All(["contact", "staff", "recording", "summary", "phone", "startedUtc"], name => Assert.Null(item[name]));
    }

    [Fact]
    public async Task Contact_EverythingKnown_HasTheContractsNames()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.Contact(5, "+918000000001", "Asha").With(contact =>
        {
            contact["contact_labels"] = new JsonArray(new JsonObject { ["id"] = 17, ["title"] = "Hot" });
            contact["contact_lead_stage_id"] = 9;
            contact["contact_lead_stage_name"] = "New Lead";
            contact["contact_custom_fields"] = JsonNode.Parse("""{"Rooms":3,"Tags":["a",null],"Budget":{"max":1.50}}""");
        }));

        var contact = await api.GetAsync("contacts/5");

        Assert.Equal(ContactKeys, KeysOf(contact));
        Assert.Equal("""[{"phone":"+918000000001","customerId":5}]""", contact["phones"]!.ToJsonString(Relaxed));
        Assert.Equal("""{"id":9,"title":"New Lead"}""", contact["stage"]!.ToJsonString());
        Assert.Equal("""[{"id":17,"title":"Hot"}]""", contact["labels"]!.ToJsonString());
        Assert.Null(contact["group"]);
        Assert.Equal("""{"max":1.50}""", contact["customFields"]!["Budget"]!.ToJsonString());
        Assert.Equal(3, contact["customFields"]!["Rooms"]!.GetValue<int>());
        Assert.Equal(ContactKeys, KeysOf((await api.GetAsync("contacts"))["items"]![0]));
    }

    [Fact]
    public async Task OtherItems_HaveTheContractsNames()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.Sample("TASK_CREATE"), Payload.MissedCall(1), Payload.Summary("u-1", "No call of mine", 999), "nonsense");

        Assert.Equal("taskId type status dueUtc overdue contact createdUtc lastChangedUtc", KeysOf((await api.GetAsync("tasks"))["items"]![0]));
        Assert.StartsWith("phone contact missedCount firstMissedUtc lastMissedUtc attempts state returnedUtc secondsToReturn closedUtc closedBy note mark claimedBy claimedUntilUtc snoozedUntilUtc assignee notes",
            KeysOf((await api.GetAsync("follow-ups"))["items"]![0]).Replace("id ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("cdrUuid text insights durationSeconds receivedUtc candidates", KeysOf((await api.GetAsync("summaries/unmatched"))["items"]![0]));
        Assert.Equal("deliveryId receivedUtc event account status reason duplicateOf sizeBytes notes", KeysOf((await api.GetAsync("deliveries"))["items"]![0]));
        Assert.EndsWith("sizeBytes notes body", KeysOf(await api.GetAsync("deliveries/4")), StringComparison.Ordinal);
        Assert.Equal("calls inbound outbound answered missed talkSeconds offered answerRate connectRate uniqueCallers newCallers medianSecondsToReturn returnedInTarget marked byHour byStaff byDisposition", KeysOf(await api.GetAsync("stats")));
        Assert.Equal("lastDeliveryId projectedDeliveryId rebuilding rebuiltDeliveryId error rebuildError setAside", KeysOf(await api.GetAsync("projection")));
        Assert.Equal("items nextCursor", KeysOf(await api.GetAsync("calls")));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Microsoft.Extensions.Time.Testing.FakeTimeProvider At(string instant) =>
        new(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    private static string KeysOf(JsonNode? node) => string.Join(' ', node!.AsObject().Select(property => property.Key));
}
