using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Access.Requests;

/// <summary>
/// Refuses what another site makes a browser send: forms, changes, requests to the API by cookie, and connections to the hub, to assistants' tools and to pages.
/// Links from other sites to pages work.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, IOptionsMonitor<AddressOptions> addresses)
{
    private static readonly PathString Api = "/api";
    private static readonly PathString[] Connections = ["/hubs", "/mcp", "/_blazor"];

    /// <summary>Whether a request changes something.</summary>
    public static bool IsChange(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method) && !HttpMethods.IsTrace(request.Method);

    /// <summary>Handles a request.</summary>
    public Task InvokeAsync(HttpContext context) => IsGuarded(context.Request) && IsForeign(context.Request)
        ? AccessProblem.WriteForbiddenAsync(context.Response, "The request comes from another site.")
        : next(context);

    // A browser never adds a token by itself, so that whoever presents one means it.
    private static bool IsGuarded(HttpRequest request) =>
        Connections.Any(path => request.Path.StartsWithSegments(path))
        || ((IsChange(request) || request.Path.StartsWithSegments(Api)) && !ApiTokenHandler.IsPresented(request));

    private bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] == "cross-site")
            return true;
        if (request.Headers.Origin is not [{ } origin])
            return request.Headers.Origin.Count > 0;

        // The scheme is not compared: a proxy that terminates TLS may not tell it.
        return !Uri.TryCreate(origin, UriKind.Absolute, out var from)
            || !(from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
                || from.Authority.Equals(addresses.CurrentValue.Public?.Authority, StringComparison.OrdinalIgnoreCase));
    }
}
