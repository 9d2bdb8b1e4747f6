using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.StaticAssets;

namespace Superfone.Dashboard.Components.Install;

/// <summary>
/// The service worker's script: the assets of this build, and <c>js/worker.js</c>, which works with them. As each build has another script,
/// browsers notice an upgrade and drop what they kept of the old one; so it is when their reader chooses another language.
/// </summary>
internal static class ServiceWorker
{
    /// <summary>Its path; a worker is in charge of what is below its own folder.</summary>
    public const string Path = "/service-worker.js";

    /// <summary>The page that is shown while the server cannot be reached.</summary>
    public const string OfflinePath = "/offline";

    private static readonly string[] Kept = [".css", ".js", ".svg", ".png", ".woff2"];

    // What the offline page needs. Everything else is kept when it is first used.
    private static readonly string[] Needed = ["css/plain.css", "js/offline.js", "images/icon.svg"];

    /// <summary>Maps the script for everybody.</summary>
    public static void MapServiceWorker(this IEndpointRouteBuilder endpoints)
    {
        var scripts = new ConcurrentDictionary<string, string>();
        endpoints.MapGet(Path, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Text(scripts.GetOrAdd(CultureInfo.CurrentUICulture.Name, language => Script(endpoints, language)), "text/javascript");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static string Script(IEndpointRouteBuilder endpoints, string language)
    {
        var fingerprinted = endpoints.DataSources.SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .Select(asset => (Label: Property(asset, "label"), asset.Route)).Where(asset => asset.Label is not null && Kept.Contains(System.IO.Path.GetExtension(asset.Label)))
            .DistinctBy(asset => asset.Route).OrderBy(asset => asset.Route, StringComparer.Ordinal).ToList();
        var shell = new
        {
            // The texts of the offline page are part of the build too.
            Build = $"{typeof(ServiceWorker).Module.ModuleVersionId}-{language}",
            Offline = OfflinePath,
            Needed = fingerprinted.Where(asset => Needed.Contains(asset.Label)).Select(asset => $"/{asset.Route}"),
            Assets = fingerprinted.Select(asset => $"/{asset.Route}"),
        };
        var worker = fingerprinted.Single(asset => asset.Label == "js/worker.js").Route;
        return $"self.shell = {JsonSerializer.Serialize(shell, JsonSerializerOptions.Web)};\nimportScripts('/{worker}');\n";
    }

    private static string? Property(StaticAssetDescriptor asset, string name) =>
        asset.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
