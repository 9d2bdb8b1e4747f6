namespace Superfone.Dashboard.Notifications.Digests;

/// <summary>Maps the post that ends digests: from the page of the link, or from a mail program.</summary>
public static class UnsubscribeEndpoint
{
    /// <summary>The field by which the page asks to be shown again.</summary>
    public const string PageField = "page";

    /// <summary>Maps it. It needs no antiforgery token: the link itself is the proof.</summary>
    public static void MapUnsubscribe(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Unsubscription.PostPath, async Task<IResult> (HttpRequest request, string? token, Unsubscription unsubscription) =>
        {
            var isPage = request.HasFormContentType && (await request.ReadFormAsync()).ContainsKey(PageField);
            var isDone = await unsubscription.EndAsync(token);
            return isPage ? TypedResults.LocalRedirect($"~{Unsubscription.Path}?done={(isDone ? "true" : "false")}")
                : isDone ? TypedResults.Ok() : TypedResults.Problem("This link is not one of ours.", statusCode: StatusCodes.Status404NotFound);
        }).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

        // Some programs open the address of the post in a browser.
        endpoints.MapGet(Unsubscription.PostPath, (string? token) => TypedResults.LocalRedirect($"~{Unsubscription.Path}?token={Uri.EscapeDataString(token ?? "")}"))
            .AllowAnonymous().ExcludeFromDescription();
    }
}
