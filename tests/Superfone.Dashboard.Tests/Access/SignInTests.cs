using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;

namespace Superfone.Dashboard.Tests.Access;

public sealed class SignInTests
{
    [Fact]
    public async Task Login_RightPassword_OpensThePageThatWasAskedFor()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();
        using var refused = await client.GetAsync("/?direction=inbound", TestContext.Current.CancellationToken);
        var login = refused.Headers.Location!.PathAndQuery;
        Assert.StartsWith("/login?returnUrl=", login, StringComparison.Ordinal);

        using var response = await RunningDashboard.SubmitAsync(client, login, Owner());

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/?direction=inbound", response.Headers.Location!.PathAndQuery);
        using var page = await client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Login_WithoutRemember_SetsASessionCookieThatScriptsCannotRead()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();

        using var session = await RunningDashboard.SubmitAsync(client, "/login", Owner());
        using var kept = await RunningDashboard.SubmitAsync(client, "/login", new(Owner()) { ["remember"] = "true" });

        Assert.Matches("superfone=.*samesite=lax; httponly$", Assert.Single(session.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("superfone=", StringComparison.Ordinal)));
        Assert.Contains(kept.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("expires=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Login_ReturnUrlElsewhere_IsIgnored(string returnUrl)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();

        using var response = await RunningDashboard.SubmitAsync(client, $"/login?returnUrl={Uri.EscapeDataString(returnUrl)}", Owner());

        Assert.Equal(dashboard.Url, response.Headers.Location);
    }

    [Fact]
    public async Task Login_WrongPasswordsInARow_MustWaitLongerAndLonger()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        using var client = dashboard.CreateClient();
        for (var attempt = 0; attempt < 5; attempt++)
            await FailAsync(client, HttpStatusCode.OK);

        Assert.Equal(TimeSpan.FromSeconds(2), await WaitAsync(client));
        time.Advance(TimeSpan.FromSeconds(2));
        await FailAsync(client, HttpStatusCode.OK);
        Assert.Equal(TimeSpan.FromSeconds(4), await WaitAsync(client));
        time.Advance(TimeSpan.FromSeconds(4));

        using var right = await RunningDashboard.SubmitAsync(client, "/login", Owner());
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task Login_AfterStrangersFailed_WorksInABrowserThatSignedInBefore()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var known = await dashboard.SignInAsync();
        using var signedOut = await known.PostAsync("/logout", null, TestContext.Current.CancellationToken);
        using var stranger = dashboard.CreateClient();
        for (var attempt = 0; attempt < 5; attempt++)
            await FailAsync(stranger, HttpStatusCode.OK);
        await FailAsync(stranger, HttpStatusCode.TooManyRequests);

        using var right = await RunningDashboard.SubmitAsync(known, "/login", Owner());

        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task Login_UnknownEmail_RepliesAsForAWrongPassword()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();

        var wrong = await ReplyAsync(client, new(Owner()) { ["password"] = "wrong" });
        var unknown = await ReplyAsync(client, new(Owner()) { ["email"] = "nobody@example.com" });

        Assert.Equal(wrong, unknown.Replace("nobody@example.com", RunningDashboard.OwnerEmail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Login_PostWithoutItsFormToken_IsRefused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();
        var fields = new Dictionary<string, string>(Owner()) { ["_handler"] = "login" };

        using var response = await client.PostAsync("/login", new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Logout_SignedIn_EndsTheSession()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = await dashboard.SignInAsync();

        using var response = await client.PostAsync("/logout", null, TestContext.Current.CancellationToken);

        Assert.Equal("/login", response.Headers.Location!.OriginalString);
        Assert.Contains("cache", Assert.Single(response.Headers.GetValues("Clear-Site-Data")), StringComparison.Ordinal);
        using var page = await client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task Session_AfterARestart_StillCounts()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = await dashboard.SignInAsync();
        using var before = await client.GetAsync("/", TestContext.Current.CancellationToken);
        var port = dashboard.Url.Port;

        await dashboard.RestartAsync();

        // The same cookies; only the free port is another one.
        using var page = await client.GetAsync(new UriBuilder(dashboard.Url) { Path = "/" }.Uri, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, port);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/")]
    [InlineData("/health/live")]
    public async Task Responses_OfPages_BearSecurityHeaders(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = await dashboard.SignInAsync();

        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task ContentPolicy_Always_NamesThisHostOnly()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient();

        using var response = await client.GetAsync("/login", TestContext.Current.CancellationToken);

        var directives = Assert.Single(response.Headers.GetValues("Content-Security-Policy")).Split(';', StringSplitOptions.TrimEntries)
            .Select(directive => directive.Split(' ')).ToDictionary(directive => directive[0], directive => directive[1..]);
        Assert.Equal(["'none'"], directives["default-src"]);
        Assert.Equal(["'self'"], directives["connect-src"]);
        Assert.Equal(["'self'"], directives["script-src"]);
        Assert.All(directives.Values.SelectMany(sources => sources), source => Assert.Matches("^('self'|'none'|data:|'sha256-[A-Za-z0-9+/=]+')$", source));
    }

    [Fact]
    public async Task Pages_Unknown_AreNotFoundWithAPage()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = await dashboard.SignInAsync();

        using var response = await client.GetAsync("/nothing/here", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no such page", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task FailAsync(HttpClient client, HttpStatusCode expected)
    {
        using var reply = await RunningDashboard.SubmitAsync(client, "/login", new(Owner()) { ["password"] = "wrong" });
        Assert.Equal(expected, reply.StatusCode);
    }

    private static async Task<TimeSpan?> WaitAsync(HttpClient client)
    {
        using var reply = await RunningDashboard.SubmitAsync(client, "/login", Owner());
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        return reply.Headers.RetryAfter?.Delta;
    }

    // Without what differs from page to page: the tokens of forms.
    private static async Task<string> ReplyAsync(HttpClient client, Dictionary<string, string> fields)
    {
        using var reply = await RunningDashboard.SubmitAsync(client, "/login", fields);
        return Regex.Replace(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "value=\"CfDJ8[^\"]*\"|<!--[^>]*-->", "");
    }

    private static Dictionary<string, string> Owner() =>
        new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword };
}
