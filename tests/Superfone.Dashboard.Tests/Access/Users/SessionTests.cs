using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Settings;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Access.Users;

public sealed class SessionTests
{
    private const string Email = "asha@example.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Endings => ["sign-out", "disable", "role", "accounts", "password link"];

    [Fact]
    public async Task Cookie_CopiedBeforeSignOut_IsDeadAfterIt()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var (client, cookie) = await SignInAsync(dashboard, RunningDashboard.OwnerEmail);
        using var before = await GetAsync(dashboard, "/api/v1/calls", cookie);

        using var signedOut = await client.PostAsync("/logout", null, Stop);

        using var after = await GetAsync(dashboard, "/api/v1/calls", cookie);
        using var page = await GetAsync(dashboard, "/", cookie);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.StatusCode, after.StatusCode));
        Assert.StartsWith("/login", page.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        client.Dispose();
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Session_OfAChangedUser_EndsAtOnceWithItsHubConnection(string ending)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var id = await dashboard.AddUserAsync(Email, Roles.Agent);
        var (client, cookie) = await SignInAsync(dashboard, Email);
        var closed = new TaskCompletionSource();
        await using var hub = await ConnectAsync(dashboard, cookie, closed);
        var users = dashboard.Services.GetRequiredService<UserDirectory>();

        var result = ending switch
        {
            "sign-out" => await users.SignOutAsync(id, Actor.System),
            "disable" => await users.ChangeAsync(id, new UserPatch { Disabled = true }, Actor.System),
            "role" => await users.ChangeAsync(id, new UserPatch { Role = Roles.Viewer }, Actor.System),
            "accounts" => await users.ChangeAsync(id, new UserPatch { Accounts = new(["+918000099999"]) }, Actor.System),
            _ => await AcceptAsync(dashboard, await users.ResetAsync(id, Actor.System)),
        };

        Assert.Equal(UserChangeOutcome.Done, result.Outcome);
        using var after = await GetAsync(dashboard, "/api/v1/calls", cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        client.Dispose();
    }

    [Fact]
    public async Task Connection_WhenASettingMasksNumbers_EndsSoThatItBeginsAnew()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.AddUserAsync(Email, Roles.Agent);
        var (client, cookie) = await SignInAsync(dashboard, Email);
        var closed = new TaskCompletionSource();
        await using var hub = await ConnectAsync(dashboard, cookie, closed);

        await dashboard.Services.GetRequiredService<SettingsEditor>().SaveAsync(
            new Dictionary<SettingDefinition, string?> { [SettingCatalog.MaskedRoles] = Roles.Agent }, Actor.System);

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        client.Dispose();
    }

    [Fact]
    public async Task SignIn_OfADisabledUser_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var id = await dashboard.AddUserAsync(Email, Roles.Agent);
        await dashboard.Services.GetRequiredService<UserDirectory>().ChangeAsync(id, new UserPatch { Disabled = true }, Actor.System);
        using var client = dashboard.CreateClient();

        using var response = await RunningDashboard.SubmitAsync(client, "/login", new() { ["email"] = Email, ["password"] = RunningDashboard.OwnerPassword });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Session_EndedByAnotherProcess_IsDeadAndDisconnectedWithinHalfAMinute()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        var (client, cookie) = await SignInAsync(dashboard, RunningDashboard.OwnerEmail);
        var closed = new TaskCompletionSource();
        await using var hub = await ConnectAsync(dashboard, cookie, closed);
        await using (var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(Stop))
            await primary.Sessions.ExecuteDeleteAsync(Stop);

        time.Advance(TimeSpan.FromSeconds(30));

        using var after = await GetAsync(dashboard, "/api/v1/calls", cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        client.Dispose();
    }

    [Fact]
    public async Task Connection_OfASessionEndedElsewhere_IsAbortedWithoutAnyRequest()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        var (client, cookie) = await SignInAsync(dashboard, RunningDashboard.OwnerEmail);
        var closed = new TaskCompletionSource();
        await using var hub = await ConnectAsync(dashboard, cookie, closed);
        await using (var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(Stop))
            await primary.Sessions.ExecuteDeleteAsync(Stop);

        time.Advance(TimeSpan.FromSeconds(30));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        client.Dispose();
    }

    [Fact]
    public async Task Session_UnusedForTwoWeeks_HasEnded()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        var (client, cookie) = await SignInAsync(dashboard, RunningDashboard.OwnerEmail);

        time.Advance(TimeSpan.FromDays(15));

        using var after = await GetAsync(dashboard, "/api/v1/calls", cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        client.Dispose();
    }

    [Fact]
    public async Task PasswordChange_ByTheUser_KeepsOnlyThatSession()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var id = await dashboard.AddUserAsync(Email, Roles.Agent);
        var (here, cookie) = await SignInAsync(dashboard, Email);
        var sessions = await dashboard.Services.GetRequiredService<UserSessions>().ListAsync(id, Stop);
        var (elsewhere, other) = await SignInAsync(dashboard, Email);
        var account = dashboard.Services.GetRequiredService<OwnAccount>();
        var by = new Actor { Name = Email, UserId = id, Permissions = Actor.System.Permissions };
        var own = Assert.Single(await dashboard.Services.GetRequiredService<UserSessions>().ListAsync(id, Stop), session => sessions.All(before => before.Id != session.Id));

        Assert.False((await account.ChangePasswordAsync("wrong", "a new horse battery", own.Id, by)).IsDone);
        Assert.True((await account.ChangePasswordAsync(RunningDashboard.OwnerPassword, "a new horse battery", own.Id, by)).IsDone);

        using var kept = await GetAsync(dashboard, "/api/v1/calls", other);
        using var ended = await GetAsync(dashboard, "/api/v1/calls", cookie);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (kept.StatusCode, ended.StatusCode));
        here.Dispose();
        elsewhere.Dispose();
    }

    [Fact]
    public async Task SignIn_InABrowserThatIsSignedIn_BeginsANewSession()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.AddUserAsync(Email, Roles.Agent);
        var (client, planted) = await SignInAsync(dashboard, Email);

        using var response = await RunningDashboard.SubmitAsync(
            client, "/login", new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword });

        using var old = await GetAsync(dashboard, "/api/v1/users", planted);
        using var own = await client.GetAsync("/api/v1/users", Stop);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (old.StatusCode, own.StatusCode));
        client.Dispose();
    }

    [Fact]
    [OnlySqlite("a file to search")]
    public async Task Database_OfSessions_HoldsNoKeyOfACookie()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var id = await dashboard.AddUserAsync(Email, Roles.Agent);
        string version;
        await using (var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(Stop))
            version = (await primary.Users.SingleAsync(user => user.Id == id, Stop)).ConcurrencyStamp!;
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(UserClaims.Version, version)]));
        var key = await dashboard.Services.GetRequiredService<UserSessions>().AddAsync(id, new(user, "test"), null, null);
        await dashboard.StopAsync();

        var bytes = await File.ReadAllBytesAsync(dashboard.PrimaryPath, Stop);

        Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(key)));
        Assert.NotEqual(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(UserSessions.IdOf(key))));
    }

    private static async Task<(HttpClient Client, string Cookie)> SignInAsync(RunningDashboard dashboard, string email)
    {
        var client = dashboard.CreateClient();
        using var response = await RunningDashboard.SubmitAsync(client, "/login", new() { ["email"] = email, ["password"] = RunningDashboard.OwnerPassword });
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("superfone=", StringComparison.Ordinal));
        return (client, cookie.Split(';')[0]);
    }

    private static async Task<HttpResponseMessage> GetAsync(RunningDashboard dashboard, string path, string cookie)
    {
        using var client = dashboard.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request, Stop);
    }

    private static async Task<HubConnection> ConnectAsync(RunningDashboard dashboard, string cookie, TaskCompletionSource closed)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(dashboard.Url, "/hubs/live"), options => options.Headers.Add("Cookie", cookie)).Build();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync(Stop);
        return hub;
    }

    private static async Task<UserChangeResult> AcceptAsync(RunningDashboard dashboard, UserChangeResult made)
    {
        using var client = dashboard.CreateClient();
        using var response = await RunningDashboard.SubmitAsync(
            client, $"/invite?token={made.Link!.Value}", new() { ["password"] = "a new horse battery", ["confirm"] = "a new horse battery" });
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return made;
    }
}
