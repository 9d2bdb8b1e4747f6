namespace Superfone.Dashboard.Access.Sessions;

/// <summary>Adds the connections of pages, of the hub's clients and of exports to <see cref="OpenConnections"/>.</summary>
internal static class ConnectionTracking
{
    private static readonly PathString[] Lasting = ["/_blazor", "/hubs", "/export"];

    /// <summary>Adds each request that lasts, for as long as it lasts. It comes after authentication.</summary>
    public static void UseConnectionTracking(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!Lasting.Any(path => context.Request.Path.StartsWithSegments(path)) || Credential.Of(context.User) is not { } credential)
        {
            await next(context);
            return;
        }

        using var open = context.RequestServices.GetRequiredService<OpenConnections>().Add(credential, context.Abort);
        await next(context);
    });
}
