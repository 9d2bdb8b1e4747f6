using System.Net;
using System.Text.Json.Nodes;
using Superfone.Events;

namespace Superfone.Dashboard.Tests.Api;

/// <summary>Odd bodies through the running application: answers, API and pages.</summary>
public sealed class OddBodyTests
{
    [Fact]
    public async Task Pages_OfOddEvents_Load()
    {
        await using var api = await ApiDashboard.StartAsync();
        using var owner = await api.Dashboard.SignInAsync();
        var id = 910_000L;
        List<string> bodies = [];
        foreach (var (name, idField) in new[] { ("ALL_CALLS", "cdr_id"), ("CDR_SUMMARY_READY", "cdr_uuid"), ("CUSTOMER_CHANGE", "contact_id"), ("TASK_CHANGE", "task_id") })
        {
            Assert.True(EventNames.TryParse(name, out var kind));
            foreach (var (path, index) in DocumentedFields.Of(kind).Where(path => path != "event" && path != idField).Select((path, index) => (path, index)))
            {
                var sample = JsonMutation.With(Payload.Sample(name), idField, name == "CDR_SUMMARY_READY" ? $"\"u-{++id}\"" : $"{++id}");
                bodies.Add(JsonMutation.With(sample, path, OddValues.All[index * 7 % OddValues.All.Count]));
            }
        }

        await api.PostAsync([.. bodies]);

        Assert.Empty((await api.GetAsync("deliveries?status=failed"))["items"]!.AsArray());
        Assert.Empty((await api.GetAsync("deliveries?status=quarantined"))["items"]!.AsArray());
        var pages = new List<string> { "/", "/calls", "/contacts", "/tasks", "/deliveries", "/summaries", "/follow-ups", "/analytics", "/insights" };
        pages.AddRange((await api.IdsAsync("calls?limit=200")).Select(cdrId => $"/calls/{cdrId}"));
        pages.AddRange((await api.IdsAsync("contacts?limit=200", "contactId")).Select(contactId => $"/contacts/{contactId}"));
        pages.AddRange(Enumerable.Range(1, bodies.Count).Where(number => number % 5 == 0).Select(number => $"/deliveries/{number}"));
        foreach (var page in pages)
        {
            using var response = await owner.GetAsync(page, TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{page}: {response.StatusCode}");
            var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.False(html.Contains("could not be loaded", StringComparison.Ordinal), page);
        }
    }

    [Theory]
    [InlineData("[{\"speaker\":\"agent\",\"text\":\"Namaste\",\"start\":1764583200000,\"end\":1764583202400}]", "0,2.4")]
    [InlineData("[\"Namaste\",\"Yes\"]", ",")]
    [InlineData("\"Namaste\"", ",")]
    [InlineData("[{\"text\":\"Namaste\",\"start\":\"00:00:07,000\",\"end\":\"0:09\"}]", "7,9")]
    [InlineData("[{\"text\":\"Namaste\",\"start\":-5,\"end\":1e300}]", ",")]
    [InlineData("[{\"text\":\"Namaste\",\"start\":1500,\"end\":2500}]", "1.5,2.5")]
    public async Task Transcript_OfAnyShape_ShowsOnTheCall(string transcription, string times)
    {
        await using var api = await ApiDashboard.StartAsync();
        using var owner = await api.Dashboard.SignInAsync();

        // The summary has no length; the call does.
        foreach (var (cdrId, duration) in new[] { (1L, "60"), (2L, "null") })
        {
            await api.PostAsync(
                Payload.AnsweredCall(cdrId).With(call => (call["cdr_uuid"], call["cdr_duration"]) = ($"u-{cdrId}", 60)),
                $$"""{"event":"CDR_SUMMARY_READY","cdr_uuid":"u-{{cdrId}}","cdr_duration":{{duration}},"summary":"About the order","transcription":{{transcription}}}""");

            var call = await api.GetAsync($"calls/{cdrId}");
            var turn = call["transcript"]![0]!;
            Assert.Equal("Namaste", turn["text"]!.GetValue<string>());
            Assert.Equal(times, $"{turn["start"]},{turn["end"]}");
            Assert.Equal("About the order", call["summary"]!["text"]!.GetValue<string>());
            Assert.Contains("Namaste", await owner.GetStringAsync($"/calls/{cdrId}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Direction_OfItsOwn_IsShownAsReceived()
    {
        await using var api = await ApiDashboard.StartAsync();
        using var owner = await api.Dashboard.SignInAsync();
        await api.PostAsync(Payload.AnsweredCall(1).With("cdr_call_type", "INTERNAL <b>"), Payload.AnsweredCall(2).With("cdr_call_type", "Inbound"));

        Assert.Equal("INTERNAL <b>", (await api.GetAsync("calls/1"))["direction"]!.GetValue<string>());
        Assert.Equal("inbound", (await api.GetAsync("calls/2"))["direction"]!.GetValue<string>());
        Assert.Equal([2L], await api.IdsAsync("calls?direction=inbound"));
        Assert.Empty(await api.IdsAsync("calls?direction=outbound"));
        var stats = await api.GetAsync("stats");
        Assert.Equal((2, 1, 0), (stats["calls"]!.GetValue<int>(), stats["inbound"]!.GetValue<int>(), stats["outbound"]!.GetValue<int>()));
        foreach (var page in new[] { "/calls", "/calls/1", "/" })
            Assert.Contains("INTERNAL &lt;b&gt;", await owner.GetStringAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_WithOddFields_SaysWhichOnItsPageAndInTheList()
    {
        await using var api = await ApiDashboard.StartAsync();
        using var owner = await api.Dashboard.SignInAsync();
        await api.PostAsync(Payload.AnsweredCall(1).With(call =>
        {
            call["cdr_duration"] = "long";
            call["contact_emails"] = new JsonArray(new JsonObject(), new JsonObject());
        }));

        var page = await owner.GetStringAsync("/deliveries/1", TestContext.Current.CancellationToken);
        Assert.Contains("cdr_duration", page, StringComparison.Ordinal);
        Assert.Contains("contact_emails[1]", page, StringComparison.Ordinal);
        Assert.Contains("2 fields left out", await owner.GetStringAsync("/deliveries", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
