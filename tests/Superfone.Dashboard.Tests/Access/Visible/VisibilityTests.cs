using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Live;
using static Superfone.Dashboard.Tests.Access.Visible.TwoBranches;

namespace Superfone.Dashboard.Tests.Access.Visible;

public sealed class VisibilityTests(TwoBranches business) : IClassFixture<TwoBranches>
{
    [Fact]
    public async Task Agent_OfOwnCalls_FindsNothingOfOthersInAnyAnswer()
    {
        using var asha = await business.SignInAsync("asha@example.com", Roles.Agent, Asha);

        await AssertNowhereAsync(asha, [.. Of(Kabir), .. Of(Farah), .. Of(Zubin), "820002", "960007"]);
    }

    [Fact]
    public async Task Agent_OfOwnCalls_SeesTheirCallsAndOpenFollowUps()
    {
        using var asha = await business.SignInAsync("asha@example.com", Roles.Agent, Asha);

        Assert.Equal([Meena.CdrId, Tara.CdrId], await IdsAsync(asha, "calls", "cdrId"));
        Assert.Equal([Meena.ContactId, Tara.ContactId, Nameless.ContactId], await IdsAsync(asha, "contacts", "contactId"));
        Assert.Equal([810001], await IdsAsync(asha, "tasks", "taskId"));
        var followUps = (await asha.GetFromJsonAsync<JsonNode>("/api/v1/follow-ups", TestContext.Current.CancellationToken))!["items"]!.AsArray();
        Assert.Equal([Stranger.Phone, Nameless.Phone], followUps.Select(item => (string)item!["phone"]!).Order());
        Assert.Equal(2, (await asha.GetFromJsonAsync<JsonNode>("/api/v1/contacts/710001/timeline", TestContext.Current.CancellationToken))!["items"]!.AsArray().Count(item => (string)item!["kind"]! is "call" or "contactChanged"));
    }

    [Fact]
    public async Task Agent_WithoutAStaffNumber_SeesNoCallsButOpenFollowUps()
    {
        using var nobody = await business.SignInAsync("new@example.com", Roles.Agent);

        Assert.Empty(await IdsAsync(nobody, "calls", "cdrId"));
        Assert.Equal(2, (await nobody.GetFromJsonAsync<JsonNode>("/api/v1/follow-ups", TestContext.Current.CancellationToken))!["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("calls/920002")]
    [InlineData("calls/920002/recording")]
    [InlineData("contacts/720002")]
    [InlineData("contacts/720002/timeline")]
    public async Task Agent_AsksForAnothersById_Is404AsIfItDidNotExist(string path)
    {
        using var asha = await business.SignInAsync("asha@example.com", Roles.Agent, Asha);

        using var theirs = await asha.GetAsync($"/api/v1/{path}", TestContext.Current.CancellationToken);
        using var none = await asha.GetAsync($"/api/v1/{path.Replace("920002", "1").Replace("720002", "1")}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        Assert.Equal(
            (await none.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("traceId")[0],
            (await theirs.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace("920002", "1").Replace("720002", "1").Split("traceId")[0]);
    }

    [Fact]
    public async Task Agent_MarksTheNumberOfAnothersCustomer_IsRefusedAsIfItDidNotExist()
    {
        using var asha = await business.SignInAsync("asha@example.com", Roles.Agent, Asha);
        asha.DefaultRequestHeaders.Add("X-Requested-With", "superfone");

        using var theirs = await asha.PostAsJsonAsync($"/api/v1/numbers/{Uri.EscapeDataString(Kabir.Number)}/mark", new { @as = "spam" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
    }

    [Fact]
    public async Task Manager_OfOneNumber_FindsNothingOfTheOtherInAnyAnswer()
    {
        using var manager = await business.SignInAsync("south@example.com", Roles.Manager, null, South);

        Assert.Equal([Tara.CdrId, Nameless.CdrId], await IdsAsync(manager, "calls", "cdrId"));
        var stats = await manager.GetFromJsonAsync<JsonNode>("/api/v1/stats?from=2026-05-01T00:00:00Z&to=2026-06-01T00:00:00Z", TestContext.Current.CancellationToken);
        Assert.Equal(2, (int)stats!["calls"]!);
        await AssertNowhereAsync(manager, [.. Of(Meena), .. Of(Kabir), .. Of(Stranger), .. Of(Farah), .. Of(Zubin), "810001", "820002", "960007", North]);
    }

    [Fact]
    public async Task Viewer_WithMaskedNumbers_FindsNoNumberInAnyAnswer()
    {
        using var viewer = business.Api.Dashboard.CreateClient(Roles.Viewer);

        Assert.Equal(7, (await IdsAsync(viewer, "calls", "cdrId")).Count);
        var contact = await viewer.GetFromJsonAsync<JsonNode>("/api/v1/contacts/710001", TestContext.Current.CancellationToken);
        Assert.Equal("+91 90••• ••101", (string)contact!["phones"]![0]!["phone"]!);
        await AssertNowhereAsync(viewer, [.. All.Select(customer => customer.Number), Spoken]);
    }

    [Fact]
    public async Task Viewer_WithMaskedNumbers_FindsACallByItsWholeNumberOnly()
    {
        using var viewer = business.Api.Dashboard.CreateClient(Roles.Viewer);

        Assert.Equal([Kabir.CdrId], await IdsAsync(viewer, $"calls?q={Kabir.Number}", "cdrId"));
        Assert.Equal([Kabir.CdrId], await IdsAsync(viewer, $"calls?phone={Kabir.Number}", "cdrId"));
        Assert.Empty(await IdsAsync(viewer, $"calls?q={Kabir.Number[..9]}", "cdrId"));
        Assert.Empty(await IdsAsync(viewer, $"calls?q=Kabir {Kabir.Number[6..]}", "cdrId"));
        Assert.Empty(await IdsAsync(viewer, $"calls?q={string.Join(' ', Kabir.Number[5..].AsEnumerable())}", "cdrId"));
        Assert.Empty(await IdsAsync(viewer, $"contacts?q={Kabir.Number[3..5]} {Kabir.Number[5..7]} {Kabir.Number[7]}", "contactId"));
        Assert.Empty(await IdsAsync(viewer, $"contacts?q={Kabir.Number[4..]}", "contactId"));
    }

    // What the tests above look for is there to be found.
    [Fact]
    public async Task Owner_SeesEverything_FindsItInPagesApiAndExports()
    {
        using var owner = business.Api.Dashboard.CreateClient(Roles.Owner);
        List<string> found = [];
        foreach (var address in business.Addresses().Where(address => !address.Contains(Kabir.Number[..5], StringComparison.Ordinal)))
        {
            using var response = await owner.GetAsync(address, TestContext.Current.CancellationToken);
            var text = Readable(await TextOfAsync(response));
            if (Of(Kabir).Any(secret => text.Contains(secret, StringComparison.Ordinal)))
                found.Add(address);
            if (text.Contains(Stranger.Number, StringComparison.Ordinal))
                found.Add($"{address} number");
        }

        string[] expected =
        [
            "/", "/calls", "/calls/920002", "/contacts", "/contacts/720002", "/tasks", "/api/v1/calls", "/api/v1/calls/920002", "/api/v1/contacts", "/api/v1/contacts/720002/timeline",
            "/export/calls.csv", "/export/calls.xlsx", "/export/contacts.csv", "/api/v1/deliveries/2", "/ number", "/calls number", "/follow-ups number", "/calls/940004 number", "/export/follow-ups.csv number",
        ];
        Assert.Empty(expected.Except(found));
    }

    [Fact]
    public async Task Hub_OfAMaskedViewer_SendsNoNumber()
    {
        await using var own = new TwoBranches();
        await own.InitializeAsync();
        var received = new ConcurrentQueue<string>();
        await using var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(own.Api.Dashboard.Url, LiveHub.Path), options => options.AccessTokenProvider = () => Task.FromResult<string?>(RunningDashboard.TokenOf(Roles.Viewer)))
            .Build();
        foreach (var method in (string[])["CallChanged", "ContactChanged", "TaskChanged", "FollowUpChanged", "DeliveryReceived", "FollowUpRemoved"])
            hub.On<JsonElement>(method, item => received.Enqueue($"{method} {item.GetRawText()}"));
        await hub.StartAsync(TestContext.Current.CancellationToken);

        await own.Api.PostAsync(Payload.MissedCall(1, phone: Kabir.Phone), Payload.Contact(2, Tara.Phone, Tara.Number));

        await Api.ApiDashboard.WaitAsync(() => Task.FromResult(
            received.Any(item => item.StartsWith("ContactChanged", StringComparison.Ordinal)) && received.Any(item => item.StartsWith("CallChanged", StringComparison.Ordinal))));
        Assert.DoesNotContain(received, item => Readable(item).Contains(Kabir.Number) || Readable(item).Contains(Tara.Number));
        Assert.DoesNotContain(received, item => item.StartsWith("DeliveryReceived", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Of(Customer customer) =>
        new[] { customer.Number, customer.CdrId?.ToString(), customer.ContactId?.ToString(), customer.Name }.OfType<string>();

    private static async Task<List<long?>> IdsAsync(HttpClient client, string path, string id)
    {
        var page = await client.GetFromJsonAsync<JsonNode>($"/api/v1/{path}", TestContext.Current.CancellationToken);
        return [.. page!["items"]!.AsArray().Select(item => (long?)item![id]).Order()];
    }

    private async Task AssertNowhereAsync(HttpClient client, IReadOnlyList<string> secrets)
    {
        var read = 0;
        foreach (var address in business.Addresses())
        {
            // What was asked for may be repeated.
            var asked = Readable(Uri.UnescapeDataString(address));
            using var response = await client.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode < 500, $"{address}: {response.StatusCode}");
            var text = Readable(await TextOfAsync(response));
            foreach (var secret in secrets.Where(secret => !asked.Contains(secret, StringComparison.Ordinal)))
                Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{address} shows {secret}: {Around(text, secret)}");
            read += response.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.True(read > 40, $"only {read} answers were read");
    }

    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.Ordinal);
        return text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 60)];
    }

    // A spreadsheet is an archive.
    private static async Task<string> TextOfAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (bytes is not [(byte)'P', (byte)'K', ..])
            return System.Text.Encoding.UTF8.GetString(bytes);
        await using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        var text = new System.Text.StringBuilder();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
            text.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        return text.ToString();
    }
}
