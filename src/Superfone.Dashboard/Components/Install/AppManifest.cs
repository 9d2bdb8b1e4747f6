using System.Text.Json;
using Microsoft.Extensions.Localization;
using MudBlazor.Utilities;
using Superfone.Dashboard.Components.Layout;
using Superfone.Dashboard.Components.Layout.Theming;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Components.Install;

/// <summary>The web app manifest, by which phones install the dashboard like an app. It is the same for everybody who reads a language, and has the name of the business.</summary>
internal static class AppManifest
{
    /// <summary>Its path.</summary>
    public const string Path = "/manifest.webmanifest";

    private const string Folder = "/images/app/";

    private static readonly (string File, string Purpose, int Pixels)[] Icons =
    [
        ("icon-192.png", "any", 192), ("icon-512.png", "any", 512), ("maskable-192.png", "maskable", 192), ("maskable-512.png", "maskable", 512),
        ("badge.png", "monochrome", 96),
    ];

    // What a long press on the icon offers.
    private static readonly string[] Shortcuts = ["/follow-ups", "/calls"];

    /// <summary>Maps the manifest for everybody: browsers read it without cookies.</summary>
    public static void MapAppManifest(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Path, (HttpContext context, IStringLocalizer<Strings> text, BusinessName business) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Text(JsonSerializer.Serialize(Of(text, business.OrProduct), JsonSerializerOptions.Web), "application/manifest+json");
        }).AllowAnonymous().ExcludeFromDescription();

    private static Dictionary<string, object> Of(IStringLocalizer<Strings> text, string name) => new()
    {
        ["id"] = "/",
        ["name"] = name,
        ["short_name"] = text["App.ShortName"].Value,
        ["description"] = text["App.Description"].Value,
        ["lang"] = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        ["start_url"] = "/",
        ["scope"] = "/",
        ["display"] = "standalone",
        // There is one of each; the pages themselves say which colour is that of a dark system.
        ["theme_color"] = Theme.Instance.PaletteLight.AppbarBackground.ToString(MudColorOutputFormats.Hex),
        ["background_color"] = Theme.Instance.PaletteLight.Background.ToString(MudColorOutputFormats.Hex),
        ["icons"] = Icons.Select(icon => new { src = Folder + icon.File, sizes = $"{icon.Pixels}x{icon.Pixels}", type = "image/png", purpose = icon.Purpose }),
        ["shortcuts"] = Shortcuts.Select(path => NavItem.All.Single(item => item.Href == path)).Select(item => new { name = text[item.Name].Value, url = item.Href }),
    };
}
