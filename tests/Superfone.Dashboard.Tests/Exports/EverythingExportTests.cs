using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Exports;

/// <summary>An owner takes everything away in one file, which says whether it is whole, and goes on where one broke off.</summary>
public sealed class EverythingExportTests(EverythingExportTests.Seeded fixture) : IClassFixture<EverythingExportTests.Seeded>
{
    private const string Address = "/api/v1/export";

    [Fact]
    public async Task Export_OfEverything_HasEachItemAsTheApiHasIt()
    {
        var lines = await LinesAsync(Address);

        Assert.Equal("export", TypeOf(lines[0]));
        Assert.Equal(7, lines[0]["lastDeliveryId"]!.GetValue<long>());
        Assert.Equal("""{"call":3,"contact":1,"delivery":7,"followUp":1,"history":2,"task":1,"user":1}""", Without(lines[^1]["counts"]!, "auditEntry").ToJsonString());
        Assert.Equal([3, 2, 1], ItemsOf(lines, "call").Select(call => call["cdrId"]!.GetValue<int>()));
        Assert.Equal((await fixture.Api.GetAsync("calls/1")).ToJsonString(), ItemsOf(lines, "call")[^1].ToJsonString());
        Assert.Equal("Good morning", ItemsOf(lines, "call")[^1]["transcript"]![0]!["text"]!.GetValue<string>());
        Assert.Equal((await fixture.Api.GetAsync("contacts/5")).ToJsonString(), Assert.Single(ItemsOf(lines, "contact")).ToJsonString());
        Assert.Equal([5, 5], lines.Where(line => TypeOf(line) == "history").Select(line => line["contactId"]!.GetValue<int>()));
        Assert.Equal(["contactCreated", "taskCreated"], ItemsOf(lines, "history").Select(entry => entry["kind"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, 7), ItemsOf(lines, "delivery").Select(delivery => delivery["deliveryId"]!.GetValue<int>()));
        Assert.Equal("odd", ItemsOf(lines, "delivery")[^1]["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task Export_OfPeopleAndWhatTheyDid_HasThemAsTheApiHas()
    {
        using var owner = fixture.Api.Dashboard.CreateClient(Roles.Owner);
        var users = JsonNode.Parse(await owner.GetStringAsync("/api/v1/users", TestContext.Current.CancellationToken))!["items"]!;

        var lines = await LinesAsync($"{Address}?parts=users,audit");

        Assert.Equal(users.ToJsonString(), new JsonArray([.. ItemsOf(lines, "user").Select(user => user.DeepClone())]).ToJsonString());
        Assert.Equal("everything: users, audit", ItemsOf(lines, "auditEntry")[0]["subject"]!.GetValue<string>());
        Assert.DoesNotContain("password", string.Join('\n', lines.Select(line => line.ToJsonString())), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Export_OfHowItIsSetUp_HasStaffDestinationsAndSettingsWithoutSecrets()
    {
        await using var api = await ApiDashboard.StartAsync();
        using var owner = api.Dashboard.CreateClient(Roles.Owner);
        using var staff = await owner.PutAsJsonAsync("/api/v1/staff", new { version = 0, items = new[] { new { name = "Ravi", phone = "+919876543210" } } }, TestContext.Current.CancellationToken);
        using var made = await owner.PostAsJsonAsync("/api/v1/destinations", new { name = "Sheet", url = "https://sheet.example.com/in" }, TestContext.Current.CancellationToken);
        var secret = (await made.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["secret"]!.GetValue<string>();
        await api.Dashboard.Services.GetRequiredService<SettingStore>().ReplaceConfigurationAsync(
            [], [new(SettingCatalog.BusinessName.Key, "Asha Traders"), new(SettingCatalog.MailServer.Single(setting => setting.Kind == SettingKind.Secret).Key, "a mail password")]);

        var text = await owner.GetStringAsync($"{Address}?parts=staff,destinations,settings", TestContext.Current.CancellationToken);

        var lines = text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["export", "staffMember", "destination", "setting", "end"], lines.Select(TypeOf));
        Assert.Equal("Ravi", ItemsOf(lines, "staffMember")[0]["name"]!.GetValue<string>());
        Assert.Equal("Sheet", ItemsOf(lines, "destination")[0]["name"]!.GetValue<string>());
        Assert.Equal("""{"key":"Superfone:Business:Name","value":"Asha Traders"}""", ItemsOf(lines, "setting")[0].ToJsonString());
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfPartsAndOfLaterDeliveries_HasOnlyThem()
    {
        var lines = await LinesAsync($"{Address}?parts=tasks,deliveries&after=5");

        Assert.Equal(["export", "task", "delivery", "delivery", "end"], lines.Select(TypeOf));
        Assert.Equal([6, 7], ItemsOf(lines, "delivery").Select(delivery => delivery["deliveryId"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Export_OfAPartFromACursor_GoesOnAfterIt()
    {
        var cursor = (await fixture.Api.GetAsync("calls?limit=2"))["nextCursor"]!.GetValue<string>();

        var lines = await LinesAsync($"{Address}?parts=calls&cursor={cursor}");

        Assert.Equal([1], ItemsOf(lines, "call").Select(call => call["cdrId"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("?parts=calls,secrets", "parts")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?parts=calls&cursor=x", "cursor")]
    [InlineData("?parts=deliveries&cursor=x", "cursor")]
    [InlineData("?parts=staff&cursor=x", "cursor")]
    [InlineData("?after=-1", "after")]
    [InlineData("?part=calls", "part")]
    public async Task Export_WrongParameter_Is400ThatNamesIt(string query, string name)
    {
        using var owner = fixture.Api.Dashboard.CreateClient(Roles.Owner);

        var problem = await fixture.Api.ProblemAsync(HttpStatusCode.BadRequest, client => client.GetAsync(Address + query, TestContext.Current.CancellationToken), owner);

        Assert.Contains(name, problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Export_ByAnOwnerOnly_IsAFileAndAudited()
    {
        using var manager = fixture.Api.Dashboard.CreateClient(Roles.Manager);
        await fixture.Api.ProblemAsync(HttpStatusCode.Forbidden, client => client.GetAsync(Address, TestContext.Current.CancellationToken), manager);
        using var owner = fixture.Api.Dashboard.CreateClient(Roles.Owner);

        using var response = await owner.GetAsync($"{Address}?parts=tasks,contacts", TestContext.Current.CancellationToken);

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        Assert.Matches(@"^superfone-\d{4}-\d\d-\d\d\.ndjson$", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.True(response.Headers.CacheControl!.NoStore);
        var entries = JsonNode.Parse(await owner.GetStringAsync("/api/v1/audit?action=export", TestContext.Current.CancellationToken))!["items"]!.AsArray();
        Assert.Contains("everything: contacts, tasks", entries.Select(entry => entry!["subject"]!.GetValue<string>()));
    }

    private async Task<List<JsonNode>> LinesAsync(string address)
    {
        using var owner = fixture.Api.Dashboard.CreateClient(Roles.Owner);
        var text = await owner.GetStringAsync(address, TestContext.Current.CancellationToken);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var lines = text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal("end", TypeOf(lines[^1]));
        return lines;
    }

    // How many entries there are depends on what the other tests have done.
    private static JsonNode Without(JsonNode counts, string type)
    {
        counts.AsObject().Remove(type);
        return counts;
    }

    private static string TypeOf(JsonNode line) => line["type"]!.GetValue<string>();

    private static List<JsonNode> ItemsOf(IEnumerable<JsonNode> lines, string type) => [.. lines.Where(line => TypeOf(line) == type).Select(line => line["item"]!)];

    /// <summary>An application with a little of everything in it.</summary>
    public sealed class Seeded : IAsyncLifetime
    {
        public ApiDashboard Api { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Api = await ApiDashboard.StartAsync(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 15, 11, 0, 0, TimeSpan.Zero)));
            await Api.PostAsync(
                Payload.Contact(5, "+917000000001"), Payload.AnsweredCall(1), Payload.MissedCall(2, "2026-05-15T10:40:00Z"), Payload.AnsweredCall(3, "2026-05-15T10:45:00Z").With("cdr_duration", 75),
                Payload.Task(9).With("contact_id", 5),
                Payload.Summary(seconds: 60).With(summary => summary["transcription"] = new JsonArray(new JsonObject { ["speaker"] = "Agent", ["text"] = "Good morning" })).With("cdr_phone", "+917000000001"),
                "odd");
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
