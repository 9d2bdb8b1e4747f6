using Microsoft.AspNetCore.Antiforgery;

namespace Superfone.Dashboard.Access.Requests;

/// <summary>
/// Refuses changes through the API by cookie without the header <c>X-Requested-With: superfone</c>, which other sites cannot send, or an
/// antiforgery token.
/// </summary>
internal sealed class CookieGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    private const string Header = "X-Requested-With";
    private const string Value = "superfone";

    private static readonly PathString Api = "/api";

    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(Api) && CrossSiteGuard.IsChange(request) && context.User.Identity?.IsAuthenticated == true
            && !ApiTokenHandler.IsPresented(request) && request.Headers[Header] != Value && !await antiforgery.IsRequestValidAsync(context))
            await AccessProblem.WriteForbiddenAsync(context.Response, $"Changes by cookie need the header '{Header}: {Value}'.");
        else
            await next(context);
    }
}
