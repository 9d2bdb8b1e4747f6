using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Tokens;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Access;

public sealed class IssuedTokenTests(StartedDashboard running) : IClassFixture<StartedDashboard>
{
    private static readonly DateTimeOffset Now = new(2026, 5, 18, 10, 0, 30, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_MadeAndRevoked_WorksInBetweenAndIsShownOnce()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = await SignInAsync(dashboard);

        var made = await MakeAsync(owner, "Export", "viewer");

        var token = made.GetProperty("token").GetString()!;
        using var script = ClientOf(dashboard, token);
        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/v1/calls", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await script.GetAsync("/api/v1/tokens", Cancellation)).StatusCode);
        var list = await owner.GetStringAsync("/api/v1/tokens", Cancellation);
        Assert.DoesNotContain(token, list, StringComparison.Ordinal);
        var item = JsonDocument.Parse(list).RootElement.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "Export");
        Assert.Equal("Viewer", item.GetProperty("role").GetString());
        Assert.Equal(RunningDashboard.OwnerEmail, item.GetProperty("createdBy").GetString());

        using var revoked = await owner.DeleteAsync($"/api/v1/tokens/{made.GetProperty("id")}", Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/v1/calls", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.DeleteAsync($"/api/v1/tokens/{made.GetProperty("id")}", Cancellation)).StatusCode);
        Assert.Equal(["make Export (Viewer)", "revoke Export"], await AuditedAsync(dashboard));
    }

    [Theory]
    [InlineData("""{"role":"Viewer"}""", HttpStatusCode.BadRequest, "name")]
    [InlineData("""{"name":" ","role":"Viewer"}""", HttpStatusCode.BadRequest, "name")]
    [InlineData("""{"name":"A","role":"Boss"}""", HttpStatusCode.BadRequest, "role")]
    [InlineData("""{"name":"A","role":"Viewer","expiresUtc":"2020-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest, "expiresUtc")]
    [InlineData("""{"name":"A","role":"Viewer","expires":"2030-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest, "expires")]
    [InlineData("""{"name":"A","role":"Viewer","accounts":[]}""", HttpStatusCode.BadRequest, "accounts")]
    [InlineData("""{"name":"A","role":"Viewer","accounts":["+918000011111","shop"]}""", HttpStatusCode.BadRequest, "accounts")]
    [InlineData("""{"name":"Owner script","role":"Viewer"}""", HttpStatusCode.Conflict, "name")]
    public async Task Token_WrongOrTaken_IsRefusedNamingTheMember(string body, HttpStatusCode expected, string member)
    {
        using var owner = running.Dashboard.CreateClient(Roles.Owner);

        using var response = await owner.PostAsync("/api/v1/tokens", new StringContent(body, null, "application/json"), Cancellation);

        Assert.Equal(expected, response.StatusCode);
        Assert.Contains(member, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Token_OfANameThatIsTaken_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);
        await MakeAsync(owner, "Export", Roles.Viewer);

        using var again = await owner.PostAsJsonAsync("/api/v1/tokens", new { name = "Export", role = Roles.Viewer }, Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task Token_LimitedToAccounts_SeesOnlyTheirCalls()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);
        await dashboard.PostAsync(Payload.MissedCall(1, "2026-05-15T10:40:00Z"));
        await dashboard.PostAsync(Payload.MissedCall(2, "2026-05-15T10:50:00Z", "+917000022222").With("superfone_number", "+918000011111"));
        await dashboard.WaitUntilProjectedAsync();

        using var made = await owner.PostAsJsonAsync("/api/v1/tokens", new { name = "Branch", role = Roles.Viewer, accounts = new[] { "080000 11111" } }, Cancellation);

        using var script = ClientOf(dashboard, (await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("token").GetString()!);
        var calls = await script.GetFromJsonAsync<JsonElement>("/api/v1/calls", Cancellation);
        Assert.Equal([2], calls.GetProperty("items").EnumerateArray().Select(call => call.GetProperty("cdrId").GetInt32()));
        var tokens = await owner.GetFromJsonAsync<JsonElement>("/api/v1/tokens", Cancellation);
        var item = tokens.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "Branch");
        Assert.Equal(["+918000011111"], item.GetProperty("accounts").EnumerateArray().Select(account => account.GetString()));
    }

    [Fact]
    public async Task Tokens_Configured_AreListedWithoutAnId()
    {
        using var owner = running.Dashboard.CreateClient(Roles.Owner);

        var items = (await owner.GetFromJsonAsync<JsonElement>("/api/v1/tokens", Cancellation)).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(Roles.All.Select(role => $"{role} script"), items.Select(item => item.GetProperty("name").GetString()));
        Assert.All(items, item => Assert.Equal(JsonValueKind.Null, item.GetProperty("id").ValueKind));
    }

    [Fact]
    public async Task Token_OverItsEnd_IsRefused()
    {
        var time = new FakeTimeProvider(Now);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        using var owner = dashboard.CreateClient(Roles.Owner);
        var made = await MakeAsync(owner, "Export", Roles.Viewer, Now.AddHours(1));
        using var script = ClientOf(dashboard, made.GetProperty("token").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/v1/calls", Cancellation)).StatusCode);

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/v1/calls", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Token_OfADisabledUser_IsRefusedWithinTheFreshness()
    {
        var time = new FakeTimeProvider(Now);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        using var owner = await SignInAsync(dashboard);
        var made = await MakeAsync(owner, "Export", Roles.Owner);
        using var script = ClientOf(dashboard, made.GetProperty("token").GetString()!);
        var child = await MakeAsync(script, "Child", Roles.Viewer);
        using var grandchild = ClientOf(dashboard, child.GetProperty("token").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await grandchild.GetAsync("/api/v1/calls", Cancellation)).StatusCode);

        await using (var context = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(Cancellation))
            await context.Users.ExecuteUpdateAsync(user => user.SetProperty(one => one.IsDisabled, true), Cancellation);
        time.Advance(ApiTokens.Freshness);

        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/v1/calls", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await grandchild.GetAsync("/api/v1/calls", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Token_Used_ShowsTheMinuteAlsoAfterARestart()
    {
        var time = new FakeTimeProvider(Now);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        using var owner = dashboard.CreateClient(Roles.Owner);
        var made = await MakeAsync(owner, "Export", Roles.Viewer);
        using var script = ClientOf(dashboard, made.GetProperty("token").GetString()!);
        Assert.Null(await LastUsedAsync(dashboard));

        for (var count = 0; count < 3; count++)
            await script.GetAsync("/api/v1/calls", Cancellation);

        Assert.Equal(Now.AddSeconds(-30).UtcDateTime, await LastUsedAsync(dashboard));
        await dashboard.RestartAsync();
        Assert.Equal(Now.AddSeconds(-30).UtcDateTime, await LastUsedAsync(dashboard));
    }

    [Fact]
    public async Task Revoked_AToken_TellsWhoeverKeepsConnections()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var owner = dashboard.CreateClient(Roles.Owner);
        var id = (await MakeAsync(owner, "Export", Roles.Viewer)).GetProperty("id").GetInt64();
        var tokens = dashboard.Services.GetRequiredService<ApiTokens>();
        List<long> revoked = [];
        tokens.Revoked += revoked.Add;
        Assert.True(await tokens.IsValidAsync(id));

        await owner.DeleteAsync($"/api/v1/tokens/{id}", Cancellation);

        Assert.Equal([id], revoked);
        Assert.False(await tokens.IsValidAsync(id));
    }

    [Fact]
    public async Task Token_OfAnOwnerWhoIsNoneAnyMore_EndsUnlessTheirRoleHasAsMuch()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var id = await dashboard.AddUserAsync("asha@example.com", Roles.Owner);
        var asha = new Actor { Name = "asha@example.com", UserId = id, Permissions = RolePermissions.Of(Roles.Owner) };
        var issuer = dashboard.Services.GetRequiredService<TokenIssuer>();
        var owner = (await issuer.CreateAsync("All", Roles.Owner, null, null, asha)).Token!;
        var viewer = (await issuer.CreateAsync("Export", Roles.Viewer, null, null, asha)).Token!;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, owner));

        await dashboard.Services.GetRequiredService<UserDirectory>().ChangeAsync(id, new UserPatch { Role = Roles.Agent }, Actor.System);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(dashboard, owner));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(dashboard, viewer));
    }

    [Fact]
    public async Task Tokens_ByAManager_AreDenied()
    {
        var issuer = running.Dashboard.Services.GetRequiredService<TokenIssuer>();

        await Assert.ThrowsAsync<PermissionDeniedException>(() => issuer.CreateAsync("Export", Roles.Viewer, null, null, People.Asha));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => issuer.RevokeAsync(1, People.Asha));
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningDashboard dashboard, string token)
    {
        using var script = ClientOf(dashboard, token);
        using var reply = await script.GetAsync("/api/v1/calls", Cancellation);
        return reply.StatusCode;
    }

    private static async Task<HttpClient> SignInAsync(RunningDashboard dashboard)
    {
        var client = await dashboard.SignInAsync();
        client.DefaultRequestHeaders.Add("X-Requested-With", "superfone");
        return client;
    }

    private static async Task<JsonElement> MakeAsync(HttpClient client, string name, string role, DateTimeOffset? expiresUtc = null)
    {
        using var response = await client.PostAsJsonAsync("/api/v1/tokens", new { name, role, expiresUtc }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static HttpClient ClientOf(RunningDashboard dashboard, string token)
    {
        var client = dashboard.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<DateTime?> LastUsedAsync(RunningDashboard dashboard) =>
        (await dashboard.Services.GetRequiredService<ApiTokens>().ListAsync()).Single(token => token.Name == "Export").LastUsedUtc;

    private static async Task<List<string?>> AuditedAsync(RunningDashboard dashboard)
    {
        await using var context = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(Cancellation);
        return await context.AuditEntries.Where(entry => entry.Action == "token").OrderBy(entry => entry.Id).Select(entry => entry.Subject).ToListAsync(Cancellation);
    }
}
