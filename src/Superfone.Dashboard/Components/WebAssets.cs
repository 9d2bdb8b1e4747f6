using Microsoft.AspNetCore.StaticAssets;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Components;

/// <summary>Styles, scripts and images.</summary>
internal static class WebAssets
{
    /// <summary>
    /// Maps the assets for everybody, after checking that all of them exist: an asset without its file would be served empty.
    /// </summary>
    /// <exception cref="StartException">Some are missing.</exception>
    public static void MapWebAssets(this WebApplication app)
    {
        var list = Path.Combine(AppContext.BaseDirectory, $"{app.Environment.ApplicationName}.staticwebassets.endpoints.json");
        if (!File.Exists(list))
            throw Missing(list);

        app.MapStaticAssets().AllowAnonymous();
        var files = app.Environment.WebRootFileProvider;
        var missing = ((IEndpointRouteBuilder)app).DataSources
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()?.AssetPath)
            .FirstOrDefault(path => path is not null && !files.GetFileInfo(path).Exists);
        if (missing is not null)
            throw Missing(Path.Combine(app.Environment.ContentRootPath, "wwwroot", missing));
    }

    private static StartException Missing(string file) => new(
        $"The program is incomplete: {file}, which its pages need, is missing. Publish it again, and copy everything that was published.");
}
