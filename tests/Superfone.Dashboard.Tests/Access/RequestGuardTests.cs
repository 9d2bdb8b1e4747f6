using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Access;

/// <summary>What another site makes a browser send, and what comes through a proxy.</summary>
public sealed class RequestGuardTests(StartedDashboard running, RequestGuardTests.Public @public) : IClassFixture<StartedDashboard>, IClassFixture<RequestGuardTests.Public>
{
    private const string Evil = "https://evil.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/login", "Origin", Evil, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/login", "Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/logout", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/api/v1/calls", "Origin", Evil, HttpStatusCode.Forbidden)]
    [InlineData("GET", "/api/v1/calls", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/hubs/live/negotiate?negotiateVersion=1", "Origin", Evil, HttpStatusCode.Forbidden)]
    [InlineData("GET", "/hubs/live", "Origin", Evil, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1", "Origin", Evil, HttpStatusCode.Forbidden)]
    [InlineData("GET", "/_blazor", "Origin", Evil, HttpStatusCode.Forbidden)]
    [InlineData("GET", "/calls", "Sec-Fetch-Site", "cross-site", HttpStatusCode.OK)]
    [InlineData("GET", "/api/v1/calls", "Origin", "SELF", HttpStatusCode.OK)]
    [InlineData("POST", "/hubs/live/negotiate?negotiateVersion=1", "Origin", "SELF", HttpStatusCode.OK)]
    [InlineData("GET", "/api/v1/calls", "Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task Request_OfAnotherSite_IsRefusedUnlessItIsALink(string method, string path, string header, string value, HttpStatusCode expected)
    {
        using var client = await running.Dashboard.SignInAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add(header, value == "SELF" ? running.Dashboard.Url.GetLeftPart(UriPartial.Authority) : value);

        using var response = await client.SendAsync(request, Cancellation);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Request_WithATokenAndAnOrigin_IsAnswered()
    {
        using var client = running.Dashboard.CreateClient(Roles.Viewer);
        client.DefaultRequestHeaders.Add("Origin", Evil);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/calls", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("XMLHttpRequest", HttpStatusCode.Forbidden)]
    [InlineData("superfone", HttpStatusCode.OK)]
    public async Task Change_ByCookie_NeedsTheHeader(string? value, HttpStatusCode expected)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = await dashboard.SignInAsync();
        if (value is not null)
            client.DefaultRequestHeaders.Add("X-Requested-With", value);

        using var response = await client.PutAsJsonAsync("/api/v1/staff", new { version = 0, items = Array.Empty<object>() }, Cancellation);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Change_ByToken_NeedsNoHeader()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = dashboard.CreateClient(Roles.Owner);

        using var response = await client.PutAsJsonAsync("/api/v1/staff", new { version = 0, items = Array.Empty<object>() }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/calls")]
    [InlineData("/api/v1/calls")]
    [InlineData("/export/calls.csv")]
    [InlineData("/no-such-page")]
    public async Task Response_WithPersonalData_IsNotKept(string path)
    {
        using var client = await running.Dashboard.SignInAsync();

        using var response = await client.GetAsync(path, Cancellation);

        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Contains("camera=()", Assert.Single(response.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData(null, false)]
    public async Task ForwardedScheme_OfAListedProxyOnly_MakesCookiesSecure(string? proxy, bool isBelieved)
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?> { ["Superfone:Proxies:0"] = proxy });
        using var client = dashboard.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "calls.example.com");

        using var response = await client.GetAsync("/login", Cancellation);

        Assert.Equal(isBelieved, response.Headers.Contains("Strict-Transport-Security"));
        var cookies = response.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie => Assert.Equal(isBelieved, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("/login", "calls.example.com", HttpStatusCode.OK)]
    [InlineData("/login", "localhost", HttpStatusCode.OK)]
    [InlineData("/login", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/calls", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("/health/live", "evil.example", HttpStatusCode.OK)]
    [InlineData("/metrics", "evil.example", HttpStatusCode.OK)]
    [InlineData("/webhooks/superfone", "evil.example", HttpStatusCode.MethodNotAllowed)]
    public async Task Host_OtherThanThePublicOne_IsRefusedForPeople(string path, string host, HttpStatusCode expected)
    {
        using var client = @public.Dashboard.CreateClient(Roles.Owner);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;

        using var response = await client.SendAsync(request, Cancellation);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task ApiRequests_BeyondTheLimitOfAToken_Are429WithATimeToWait()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?> { ["Superfone:Limits:ApiRequestsPerMinute"] = "2" });
        using var script = dashboard.CreateClient(Roles.Viewer);
        using var other = dashboard.CreateClient(Roles.Agent);
        for (var count = 0; count < 2; count++)
            Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/v1/projection", Cancellation)).StatusCode);

        using var refused = await script.GetAsync("/api/v1/projection", Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/v1/projection", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Deliveries_UnderAFloodOfWrongSecretsAndApiCalls_AreAllStored()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Superfone:Limits:ApiRequestsPerMinute"] = "5",
            ["Superfone:Limits:WrongSecretsPerMinute"] = "5",
        });
        using var client = dashboard.CreateClient();
        using var script = dashboard.CreateClient(Roles.Viewer);

        var wrong = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/superfone") { Content = new StringContent("{}") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
            using var response = await client.SendAsync(request, Cancellation);
            using var api = await script.GetAsync("/api/v1/projection", Cancellation);
            return response.StatusCode;
        }));
        var replies = await Task.WhenAll(Enumerable.Range(1, 50).Select(async id =>
        {
            using var response = await RunningDashboard.PostAsync(client, new StringContent(Payload.AnsweredCall(id)));
            return response.StatusCode;
        }));

        Assert.Equal(5, wrong.Count(status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(45, wrong.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.All(replies, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task ApiTokens_WrongTooOften_Are429AndValidOnesAreNot()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?> { ["Superfone:Limits:WrongSecretsPerMinute"] = "1" });
        using var stranger = dashboard.CreateClient();
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
        using var script = dashboard.CreateClient(Roles.Viewer);

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/calls", Cancellation)).StatusCode);
        using var refused = await stranger.GetAsync("/api/v1/calls", Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/v1/calls", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Circuits_BeyondTheLimitOfAUser_Are429()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: new Dictionary<string, string?> { ["Superfone:Limits:CircuitsPerUser"] = "1" });
        using var client = await dashboard.SignInAsync();
        using var first = new System.Net.WebSockets.ClientWebSocket();
        first.Options.Cookies = CookiesOf(await CookieAsync(dashboard), dashboard.Url);
        await first.ConnectAsync(new UriBuilder(dashboard.Url) { Scheme = "ws", Path = "/_blazor" }.Uri, Cancellation);

        using var second = await client.GetAsync("/_blazor", Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    private static async Task<string> CookieAsync(RunningDashboard dashboard)
    {
        using var client = dashboard.CreateClient();
        using var response = await RunningDashboard.SubmitAsync(
            client, "/login", new() { ["email"] = RunningDashboard.OwnerEmail, ["password"] = RunningDashboard.OwnerPassword });
        return response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("superfone=", StringComparison.Ordinal)).Split(';')[0]["superfone=".Length..];
    }

    private static CookieContainer CookiesOf(string value, Uri url)
    {
        var cookies = new CookieContainer();
        cookies.Add(url, new Cookie("superfone", value));
        return cookies;
    }

    public sealed class Public() : SharedDashboard(new Dictionary<string, string?> { ["Superfone:PublicUrl"] = "https://calls.example.com" });
}
