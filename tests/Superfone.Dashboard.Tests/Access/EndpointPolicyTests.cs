using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Superfone.Dashboard.Tests.Access;

public sealed class EndpointPolicyTests
{
    // Finds files that were added since the build. The framework lets nobody set its policy: the fallback policy guards it.
    private const string DevelopmentFiles = "{**path:file}";

    private static readonly string[] OpenPaths =
        ["webhooks/superfone", "health/live", "health/ready", "health/ingest", "health/reach/{token}", "login", "login/code", "invite", "unsubscribe", "unsubscribe/now", "logout", "setup", "confirm", "account/second-factor", "passkeys/request-options", "passkeys/sign-in", "error", "not-found", "offline", "manifest.webmanifest", "images/logo", "service-worker.js",
            "scalar/scalar.js", "scalar/scalar.aspnetcore.js", "scalar/favicon.svg"];

    [Fact]
    public async Task Endpoints_All_HaveAPolicyUnlessListedHere()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var endpoints = dashboard.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText != DevelopmentFiles).ToList();

        Assert.True(endpoints.Count > 10);
        Assert.All(endpoints, endpoint =>
        {
            var path = endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                Assert.True(OpenPaths.Contains(path) || IsFile(endpoint, path), $"{path} is open to everybody");
            else
                Assert.True(endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy is not null, $"{path} has no policy");
        });
    }

    // Files of our own and of packages: they are the same for everybody.
    private static bool IsFile(RouteEndpoint endpoint, string path) =>
        Path.HasExtension(path) && endpoint.Metadata.Any(item => item.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));
}
