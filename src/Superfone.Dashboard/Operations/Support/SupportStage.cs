using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Telemetry;
using Superfone.Dashboard.Operations.Status;

namespace Superfone.Dashboard.Operations.Support;

/// <summary>Adds the status for the owner, and the support bundle.</summary>
internal static class SupportStage
{
    /// <summary>The path of the bundle.</summary>
    public const string Path = "/settings/status/support-bundle.zip";

    /// <summary>Adds the stage.</summary>
    public static void AddSupport(this IServiceCollection services)
    {
        services.AddObservedMetrics<ProjectionLag>();
        services.AddObservedMetrics<NodeMetrics>();
        services.AddSingleton<StatusBoard>();
        services.AddSingleton<DiskBoard>();
        services.AddSingleton<MetricsText>();
        services.AddSingleton<SupportBundle>();
    }

    /// <summary>Maps the bundle.</summary>
    public static void MapSupport(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, async (HttpContext context, SupportBundle bundle, Actors actors) =>
    {
        // Written completely first: an error must not end in half a file.
        var zip = new MemoryStream();
        await bundle.WriteAsync(zip, actors.Of(context.User), context.RequestAborted);
        zip.Position = 0;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(zip, "application/zip", "superfone-support.zip");
    }).RequirePermission(Permission.ManageSettings).ExcludeFromDescription();
}
