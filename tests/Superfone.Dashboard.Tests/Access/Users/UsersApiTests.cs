using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Access.Users;

public sealed class UsersApiTests(StartedDashboard running) : IClassFixture<StartedDashboard>
{
    private const string Email = "asha@example.com";
    private const string Password = "another horse battery";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invite_Link_SetsThePasswordOnceAndSignsIn()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);
        var invited = await SendAsync(owner, HttpMethod.Post, "/api/v1/users", """{"email":"asha@example.com","role":"Agent"}""");
        var link = new Uri((string)invited.Body!["inviteUrl"]!);
        using var browser = dashboard.CreateClient();

        using var accepted = await AcceptAsync(browser, link);
        using var page = await browser.GetAsync("/account", Stop);
        using var again = await dashboard.CreateClient().GetAsync(link, Stop);
        using var signedIn = await dashboard.SignInAsync(Email, Password);

        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("name=\"password\"", await again.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("/invite", link.AbsolutePath);
        Assert.StartsWith("?token=", link.Query, StringComparison.Ordinal);
        Assert.Equal(dashboard.Url.Authority, link.Authority);
    }

    [Fact]
    public async Task Invite_NewerLink_EndsTheOlder()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);
        var invited = (await SendAsync(owner, HttpMethod.Post, "/api/v1/users", """{"email":"asha@example.com","role":"Agent"}""")).Body!;
        var newer = (await SendAsync(owner, HttpMethod.Post, $"/api/v1/users/{invited["id"]}/reset", "{}")).Body!;
        using var browser = dashboard.CreateClient();

        using var older = await browser.GetAsync(new Uri((string)invited["inviteUrl"]!), Stop);
        using var accepted = await AcceptAsync(browser, new Uri((string)newer["inviteUrl"]!));

        Assert.DoesNotContain("name=\"password\"", await older.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
    }

    [Fact]
    public async Task List_Users_HaveTheMembersOfTheContract()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);
        await dashboard.AddUserAsync(Email, Roles.Agent);

        var page = (await SendAsync(owner, HttpMethod.Get, "/api/v1/users?limit=1", null)).Body!;
        var next = (await SendAsync(owner, HttpMethod.Get, $"/api/v1/users?limit=1&cursor={page["nextCursor"]}", null)).Body!;

        Assert.Equal(RunningDashboard.OwnerEmail, (string)page["items"]![0]!["email"]!);
        var asha = Assert.Single(next["items"]!.AsArray())!.AsObject();
        Assert.Null(next["nextCursor"]);
        Assert.Equal(["accounts", "disabled", "email", "id", "lastSeenUtc", "name", "role", "staffPhone"], asha.Select(member => member.Key).Order());
        Assert.Equal((Email, Roles.Agent, false), ((string)asha["email"]!, (string)asha["role"]!, (bool)asha["disabled"]!));
    }

    [Fact]
    public async Task Patch_AbsentAndNull_AreUnchangedAndCleared()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);
        var path = $"/api/v1/users/{await dashboard.AddUserAsync(Email, Roles.Agent)}";

        await SendAsync(owner, HttpMethod.Patch, path, """{"name":"Asha","role":"manager","staffPhone":"080000 00001","accounts":["+918000099999"]}""");
        var cleared = (await SendAsync(owner, HttpMethod.Patch, path, """{"name":null,"accounts":null}""")).Body!;

        Assert.Null(cleared["name"]);
        Assert.Null(cleared["accounts"]);
        Assert.Equal((Roles.Manager, "+918000000001"), ((string)cleared["role"]!, (string)cleared["staffPhone"]!));
    }

    [Theory]
    [InlineData("""{"nmae":"Asha"}""", "nmae")]
    [InlineData("""{"role":"Boss"}""", "role")]
    [InlineData("""{"role":null}""", "role")]
    [InlineData("""{"disabled":"yes"}""", "disabled")]
    [InlineData("""{"staffPhone":"nobody"}""", "staffPhone")]
    [InlineData("""{"accounts":[]}""", "accounts")]
    [InlineData("""{"accounts":"+918000099999"}""", "accounts")]
    public async Task Patch_WrongMember_Is400NamingIt(string body, string member)
    {
        using var owner = running.Dashboard.CreateClient(Roles.Owner);
        var id = (await SendAsync(owner, HttpMethod.Get, "/api/v1/users", null)).Body!["items"]![0]!["id"]!;

        var (status, problem) = await SendAsync(owner, HttpMethod.Patch, $"/api/v1/users/{id}", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(member, problem!["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("""{"email":"asha@example.com","role":"Boss"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"email":"nobody","role":"Agent"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"email":"asha@example.com"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"email":"asha@example.com","role":"Agent","name":"Asha"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"email":"OWNER@example.com","role":"Agent"}""", HttpStatusCode.Conflict)]
    public async Task Invite_WrongOrTaken_IsRefused(string body, HttpStatusCode expected)
    {
        using var owner = running.Dashboard.CreateClient(Roles.Owner);

        Assert.Equal(expected, (await SendAsync(owner, HttpMethod.Post, "/api/v1/users", body)).Status);
    }

    [Theory]
    [InlineData("""{"disabled":true}""")]
    [InlineData("""{"role":"Manager"}""")]
    public async Task Patch_TheLastOwner_Is409(string body)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);
        await SendAsync(owner, HttpMethod.Post, "/api/v1/users", """{"email":"invited@example.com","role":"Owner"}""");
        var first = (await SendAsync(owner, HttpMethod.Get, "/api/v1/users", null)).Body!["items"]![0]!["id"]!;

        var (status, problem) = await SendAsync(owner, HttpMethod.Patch, $"/api/v1/users/{first}", body);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("owner", (string)problem!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_BothOwnersAtOnce_LeavesOne()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);
        await dashboard.AddUserAsync(Email, Roles.Owner);
        var ids = (await SendAsync(owner, HttpMethod.Get, "/api/v1/users", null)).Body!["items"]!.AsArray().Select(user => (string)user!["id"]!);

        var replies = await Task.WhenAll(ids.Select(id => SendAsync(owner, HttpMethod.Patch, $"/api/v1/users/{id}", """{"disabled":true}""")));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], replies.Select(reply => reply.Status).Order());
    }

    [Theory]
    [InlineData("GET", "/api/v1/users")]
    [InlineData("POST", "/api/v1/users")]
    [InlineData("PATCH", "/api/v1/users/1")]
    [InlineData("POST", "/api/v1/users/1/sign-out")]
    [InlineData("GET", "/api/v1/audit")]
    [InlineData("GET", "/export/audit.csv")]
    public async Task Users_AsAManager_Are403(string method, string path)
    {
        using var manager = running.Dashboard.CreateClient(Roles.Manager);

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(manager, new HttpMethod(method), path, method == "GET" ? null : "{}")).Status);
    }

    private static Task<HttpResponseMessage> AcceptAsync(HttpClient client, Uri link) =>
        RunningDashboard.SubmitAsync(client, link.PathAndQuery, new() { ["password"] = Password, ["confirm"] = Password });

    private static async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(HttpClient client, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Stop);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return (response.StatusCode, isJson ? await response.Content.ReadFromJsonAsync<JsonNode>(Stop) : null);
    }
}
