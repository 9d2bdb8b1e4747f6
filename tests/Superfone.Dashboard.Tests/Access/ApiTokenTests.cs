using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Access;

public sealed class ApiTokenTests(ApiTokenTests.Probed probed) : IClassFixture<ApiTokenTests.Probed>
{
    private readonly RunningDashboard _dashboard = probed.Dashboard;

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/api/probe/Read")]
    public async Task Request_WithoutToken_Is401AndNoRedirect(string path)
    {
        using var client = _dashboard.CreateClient();

        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Request_UnknownToken_Is401EvenWithACookie()
    {
        using var client = await _dashboard.SignInAsync();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nobody's");

        using var response = await client.GetAsync("/api/probe/Read", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("Owner", Permission.ManageUsers, HttpStatusCode.OK)]
    [InlineData("Owner", Permission.Link, HttpStatusCode.OK)]
    [InlineData("Owner", Permission.WorkFollowUps, HttpStatusCode.OK)]
    [InlineData("Owner", Permission.Read, HttpStatusCode.OK)]
    [InlineData("Manager", Permission.ManageUsers, HttpStatusCode.Forbidden)]
    [InlineData("Manager", Permission.Link, HttpStatusCode.OK)]
    [InlineData("Manager", Permission.WorkFollowUps, HttpStatusCode.OK)]
    [InlineData("Manager", Permission.Read, HttpStatusCode.OK)]
    [InlineData("Agent", Permission.ManageUsers, HttpStatusCode.Forbidden)]
    [InlineData("Agent", Permission.Link, HttpStatusCode.Forbidden)]
    [InlineData("Agent", Permission.WorkFollowUps, HttpStatusCode.OK)]
    [InlineData("Agent", Permission.Read, HttpStatusCode.OK)]
    [InlineData("Viewer", Permission.ManageUsers, HttpStatusCode.Forbidden)]
    [InlineData("Viewer", Permission.Link, HttpStatusCode.Forbidden)]
    [InlineData("Viewer", Permission.WorkFollowUps, HttpStatusCode.Forbidden)]
    [InlineData("Viewer", Permission.Read, HttpStatusCode.OK)]
    public async Task Request_WithTokenOfARole_IsPermittedWhatTheRoleIs(string role, Permission permission, HttpStatusCode expected)
    {
        using var client = _dashboard.CreateClient(role);

        using var response = await client.GetAsync($"/api/probe/{permission}", TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.OK)
            Assert.Equal($"{role} script", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        else
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Request_TokenInTheQuery_CountsForHubsOnly()
    {
        using var client = _dashboard.CreateClient();
        var query = $"?access_token={Uri.EscapeDataString(RunningDashboard.TokenOf(Roles.Agent))}";

        using var hub = await client.GetAsync($"/hubs/probe{query}", TestContext.Current.CancellationToken);
        using var api = await client.GetAsync($"/api/probe/Read{query}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, hub.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task Request_WithTheOwnersCookie_IsPermittedEverything()
    {
        using var client = await _dashboard.SignInAsync();

        Assert.Equal(RunningDashboard.OwnerEmail, await client.GetStringAsync("/api/probe/ManageUsers", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Webhook_WithAnApiToken_Is401()
    {
        using var client = _dashboard.CreateClient(Roles.Owner);

        using var response = await client.PostAsync("/webhooks/superfone", new StringContent("{}"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    /// <summary>An endpoint for each permission beside the application's own, so that access is tested apart from what it protects.</summary>
    public sealed class Probed() : SharedDashboard(map: endpoints =>
    {
        foreach (var permission in Enum.GetValues<Permission>())
            endpoints.MapGet($"/api/probe/{permission}", Name).RequireAuthorization(permission.ToString());
        endpoints.MapGet("/hubs/probe", Name).RequireAuthorization(nameof(Permission.Read));
    })
    {
        private static string Name(HttpContext context) => context.User.FindFirstValue(ClaimTypes.Name)!;
    }
}
