using System.Security.Cryptography;
using Scalar.AspNetCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Api.OpenApi;

/// <summary>The page <c>/scalar</c>, on which people read the API's description and try it. Nothing of it comes from another host.</summary>
internal static class ReferencePage
{
    private const string Path = "/scalar";

    // Adds the header that changes by cookie need.
    private const string Script = "/js/api-reference.js";

    /// <summary>Maps the page and its scripts.</summary>
    public static void MapReference(this IEndpointRouteBuilder endpoints) => endpoints.MapScalarApiReference(Path, Configure).RequirePermission(Permission.Read);

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.AllowInlineStyles();
        context.AllowScript(nonce);
        options.Nonce = nonce;
        options.Title = "Superfone Dashboard: API";
        options.Favicon = "/images/icon.svg";
        options.OpenApiRoutePattern = "/openapi/v1.json";
        options.JavaScriptConfiguration = Script;
        options.ForceThemeMode = AppearanceCookie.Of(context.Request) switch
        {
            Appearance.Device => null,
            Appearance.Light => ThemeMode.Light,
            Appearance.Dark => ThemeMode.Dark,
        };
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.HideClientButton = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.Agent = new ScalarAgentOptions { Disabled = true };
        options.Mcp = new ScalarMcpOptions { Disabled = true };
    }
}
