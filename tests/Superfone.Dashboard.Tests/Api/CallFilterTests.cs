using System.Net;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Api;

public sealed class CallFilterTests(CallFilterTests.Calls calls) : IClassFixture<CallFilterTests.Calls>
{
    [Theory]
    [InlineData("", "4 3 2 1")]
    [InlineData("from=2026-05-15T10:31:00Z", "4 3 2")]
    [InlineData("from=2026-05-15T10:31:00.001Z", "4 3")]
    [InlineData("to=2026-05-15T10:31:00Z", "1")]
    [InlineData("from=2026-05-15T16:01:00%2B05:30&to=2026-05-15T10:32:00", "2")]
    [InlineData("from=2026-05-15T16:01:00+05:30", "4 3 2")]
    [InlineData("from=2026-05-16", "")]
    [InlineData("direction=outbound", "3")]
    [InlineData("outcome=missed", "4 2")]
    [InlineData("disposition=NOANSWER", "4 2")]
    [InlineData("missed=true", "2")]
    [InlineData("missed=false", "4 3 1")]
    [InlineData("staffPhone=098765-43210", "4 2 1")]
    [InlineData("contactId=5", "1")]
    [InlineData("contactId=-5", "")]
    [InlineData("phone=7000000001", "1")]
    [InlineData("phone=%2B91%2070000%2000001", "1")]
    [InlineData("phone=0091-70000-00001", "1")]
    [InlineData("phone=070000 00001", "1")]
    [InlineData("phone=%E2%80%AA70000%E2%80%8D00001%E2%80%AC", "1")]
    [InlineData("phone=%E0%A5%AD000000001", "1")]
    [InlineData("phone=Anonymous", "")]
    [InlineData("phone=70000 00001 / 2", "")]
    [InlineData("staffPhone=Anonymous", "")]
    [InlineData("account=Anonymous", "")]
    [InlineData("account=8000099999", "4 2 1")]
    [InlineData("hasRecording=true", "3")]
    [InlineData("hasRecording=false", "4 2 1")]
    [InlineData("hasSummary=true", "1")]
    [InlineData("hasSummary=false&outcome=answered", "3")]
    [InlineData("label=hot", "1")]
    [InlineData("label=17", "1")]
    [InlineData("label=Cold", "")]
    [InlineData("missed=false&outcome=missed&account=%2B918000099999", "4")]
    public async Task List_Filter_GivesTheCallsThatPass(string query, string expected) =>
        Assert.Equal(expected, string.Join(' ', await calls.Api.IdsAsync($"calls?{query}")));

    [Theory]
    [InlineData("asha", "1")]
    [InlineData("ash kum", "1")]
    [InlineData("sha", "1")]
    [InlineData("zoe", "3")]
    [InlineData("ZOË", "3")]
    [InlineData("कीमत", "1")]
    [InlineData("कीम", "1")]
    [InlineData("मत", "")]
    [InlineData("callback", "1")]
    [InlineData("gold loan", "1")]
    [InlineData("hello there", "1")]
    [InlineData("hello nobody", "")]
    [InlineData("70000 00001", "1")]
    [InlineData("+91 70000 00001", "1")]
    [InlineData("0 70000 00001", "1")]
    [InlineData("\u202a+91 70000 00001\u202c", "1")]
    [InlineData("७०००० ००००१", "1")]
    [InlineData("00001", "2 1")]
    [InlineData("917000011", "2")]
    [InlineData("bakery", "1")]
    [InlineData("raj pat", "3")]
    [InlineData("\"", "")]
    [InlineData("!!! ...", "")]
    [InlineData("asha\" OR \"zoe", "")]
    [InlineData("NEAR(asha", "")]
    [InlineData("*", "")]
    public async Task List_Words_FindsWhatBearsThemAll(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', await calls.Api.IdsAsync($"calls?q={Uri.EscapeDataString(text)}")));

    [Fact]
    public async Task List_WordsAndFilter_BothCount()
    {
        Assert.Equal([4, 2], await calls.Api.IdsAsync("calls?q=patel&outcome=missed"));
        Assert.Equal([2], await calls.Api.IdsAsync("calls?q=patel&missed=true"));
        Assert.Equal([1], await calls.Api.IdsAsync("calls?q=patel&to=2026-05-15T10:31:00Z"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("cursor=garbage", "cursor")]
    [InlineData("outcome=foo", "outcome")]
    [InlineData("outcome=Missed", "outcome")]
    [InlineData("outcome=2", "outcome")]
    [InlineData("direction=INBOUND", "direction")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=15.05.2026", "to")]
    [InlineData("missed=maybe", "missed")]
    [InlineData("contactId=abc", "contactId")]
    [InlineData("hasSummary=", "hasSummary")]
    [InlineData("colour=red", "colour")]
    [InlineData("missed=true&missed=false", "missed")]
    public async Task List_BadParameter_IsNamed(string query, string name)
    {
        var problem = await calls.Api.ProblemAsync(HttpStatusCode.BadRequest, client => client.GetAsync($"/api/v1/calls?{query}"));

        Assert.Equal([name], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task List_EqualStarts_PagesMeetEveryCallOnce()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync([.. Enumerable.Range(1, 7).Select(id => Payload.AnsweredCall(id))]);

        List<long> met = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await api.GetAsync($"calls?limit=3{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            met.AddRange(page["items"]!.AsArray().Select(item => item!["cdrId"]!.GetValue<long>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], met);
    }

    /// <summary>Four calls that differ in everything.</summary>
    public sealed class Calls : IAsyncLifetime
    {
        public ApiDashboard Api { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Api = await ApiDashboard.StartAsync();
            await Api.PostAsync(
                Payload.Contact(5, "+91 70000 00001", "Asha").With(contact =>
                {
                    contact["contact_last_name"] = "Kumar";
                    contact["contact_business_name"] = "Sweet Bakery";
                    contact["contact_labels"] = new JsonArray(new JsonObject { ["id"] = 17, ["title"] = "Hot" });
                }),
                Payload.AnsweredCall(1).With("cdr_uuid", "11111111-1111-1111-1111-111111111111"),
                Payload.MissedCall(2, "2026-05-15T10:31:00Z"),
                Payload.AnsweredCall(3, "2026-05-15T10:32:00Z").With(call =>
                {
                    call["cdr_call_type"] = "OUTBOUND";
                    call["superfone_number"] = "+918000088888";
                    call["cdr_phone"] = "+917111122222";
                    call["contact_id"] = 6;
                    call["contact_first_name"] = "Zoë";
                    call["staff_first_name"] = "Rajesh";
                    call["staff_phone"] = "+919876500000";
                    call["event"] = "CDR_RECORDING_AVAILABLE";
                    call["cdr_recording_url"] = "https://recordings.s3.amazonaws.com/a.mp3?X-Amz-Signature=abc";
                }),
                Payload.AnsweredCall(4, "2026-05-15T10:33:00Z").With(call =>
                {
                    call["cdr_disposition"] = "NOANSWER";
                    call["cdr_call_type"] = null;
                    call["cdr_phone"] = "+917222233333";
                }),
                Payload.Summary("11111111-1111-1111-1111-111111111111", "Wants a callback; कीमत पूछी", 60).With(summary =>
                {
                    summary["summary"] = JsonNode.Parse("""{"insights":[{"title":"Concern","value":"Gold loan rates"}]}""");
                    summary["transcription"] = JsonNode.Parse("""[{"speaker":"agent","text":"Hello there","start":0,"end":1.5}]""");
                }));
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
