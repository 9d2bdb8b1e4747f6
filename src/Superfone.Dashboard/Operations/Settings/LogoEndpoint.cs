namespace Superfone.Dashboard.Operations.Settings;

/// <summary>Serves the logo to everybody, because the sign-in page shows it.</summary>
internal static class LogoEndpoint
{
    private const string ForYears = "public, max-age=31536000, immutable";

    /// <summary>Maps it.</summary>
    public static void MapLogo(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(BusinessLogo.Path, (HttpContext context, string? v, BusinessLogo logo) =>
    {
        if (logo.Find() is not { } picture)
            return Results.NotFound();

        // Like every response it has nosniff and a policy that runs no script of a stranger.
        context.Response.Headers.CacheControl = v == picture.Tag ? ForYears : "no-cache";
        return Results.Bytes(picture.Content, picture.ContentType);
    }).AllowAnonymous().ExcludeFromDescription();
}
