using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Access.Visible;
using static Superfone.Dashboard.Tests.Access.Visible.TwoBranches;

namespace Superfone.Dashboard.Tests.Decisions;

public sealed class WorkVisibilityTests(TwoBranches business) : IClassFixture<TwoBranches>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Manager_OfOneNumber_WorksOnlyWhatTheySeeAndReadsNoNoteOfTheRest()
    {
        using var south = await SignInAsync("south@example.com", Roles.Manager, null, South);
        using var north = await SignInAsync("north@example.com", Roles.Manager, null, North);
        var (northern, southern) = (await IdOfAsync(Stranger), await IdOfAsync(Nameless));

        foreach (var action in new[] { "claim", "release", "note", "assign", "snooze" })
        {
            using var refused = await PostAsync(south, $"follow-ups/{northern}/{action}");
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        foreach (var path in new[] { $"calls/{Kabir.CdrId}/notes" })
        {
            using var refused = await PostAsync(south, path);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var tagged = await south.PutAsJsonAsync($"/api/v1/calls/{Kabir.CdrId}/tags", new[] { "x" }, Stop);
        Assert.Equal(HttpStatusCode.NotFound, tagged.StatusCode);
        using var theirs = await PostAsync(north, $"follow-ups/{northern}/note");
        using var call = await PostAsync(north, $"calls/{Kabir.CdrId}/notes");
        using var own = await PostAsync(south, $"follow-ups/{southern}/note");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], new[] { theirs.StatusCode, call.StatusCode, own.StatusCode });

        var seen = (await south.GetFromJsonAsync<JsonNode>("/api/v1/follow-ups", Stop))!["items"]!.AsArray();
        Assert.Equal([southern], seen.Where(item => item!["notes"]!.AsArray().Count > 0).Select(item => (string)item!["id"]!));
        var timeline = (await south.GetFromJsonAsync<JsonNode>($"/api/v1/contacts/{Nameless.ContactId}/timeline", Stop))!["items"]!.AsArray();
        Assert.Single(timeline, entry => (string)entry!["kind"]! == "followUp");
    }

    [Fact]
    public async Task Timeline_OfAContactOfBothNumbers_HasOnlyTheWorkOnWhatTheReaderSees()
    {
        await business.Api.PostAsync(Missed(Tara with { CdrId = 930013 }, North));
        await business.Api.PostAsync(Answered(Tara with { CdrId = 930023 }, North, Ravi).With("cdr_start", "2026-05-15T08:00:00Z"));
        using var agent = business.Api.Dashboard.CreateClient(Roles.Agent);
        foreach (var path in new[] { $"follow-ups/{await IdOfAsync(Tara)}/note", "calls/930023/notes", $"calls/{Tara.CdrId}/notes" })
        {
            using var done = await PostAsync(agent, path);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        }

        using var south = await SignInAsync("south2@example.com", Roles.Manager, null, South);

        Assert.Equal(["callNote", "callNote", "followUp"], await WorkOfAsync(agent));
        Assert.Equal(["callNote"], await WorkOfAsync(south));
    }

    private static async Task<IEnumerable<string>> WorkOfAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonNode>($"/api/v1/contacts/{Tara.ContactId}/timeline", Stop))!["items"]!.AsArray()
            .Select(entry => (string)entry!["kind"]!).Where(kind => kind is "followUp" or "callNote").Order();

    [Fact]
    public async Task Viewer_WithMaskedNumbers_SeesNoNumberInNotesAndTags()
    {
        using var agent = business.Api.Dashboard.CreateClient(Roles.Agent);
        using var viewer = business.Api.Dashboard.CreateClient(Roles.Viewer);
        using var noted = await agent.PostAsJsonAsync($"/api/v1/calls/{Meena.CdrId}/notes", new { text = $"Also {Meena.Number}" }, Stop);
        using var tagged = await agent.PutAsJsonAsync($"/api/v1/calls/{Meena.CdrId}/tags", new[] { Meena.Number }, Stop);

        var masked = await viewer.GetStringAsync($"/api/v1/calls/{Meena.CdrId}", Stop);

        Assert.Contains("Also", masked, StringComparison.Ordinal);
        Assert.DoesNotContain(Meena.Number[^10..], masked, StringComparison.Ordinal);
    }

    private async Task<HttpClient> SignInAsync(string email, string role, string? staff, params string[] accounts)
    {
        var client = await business.SignInAsync(email, role, staff, accounts);
        client.DefaultRequestHeaders.Add("X-Requested-With", "superfone");
        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path) =>
        client.PostAsJsonAsync($"/api/v1/{path}", new { text = "A note", userId = (string?)null, untilUtc = DateTime.UtcNow.AddDays(1) }, Stop);

    private async Task<string> IdOfAsync(Customer customer) =>
        (await business.Api.GetAsync("follow-ups"))["items"]!.AsArray().Single(item => ((string)item!["phone"]!).EndsWith(customer.Number[^10..], StringComparison.Ordinal))!["id"]!.GetValue<string>();
}
