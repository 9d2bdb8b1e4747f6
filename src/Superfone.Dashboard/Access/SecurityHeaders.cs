namespace Superfone.Dashboard.Access;

/// <summary>Headers that keep browsers from running, loading or framing foreign content.</summary>
internal static class SecurityHeaders
{
    // MudBlazor sets inline styles, and icons are images in style sheets.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
        + "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; connect-src 'self'";

    /// <summary>Adds the headers to every response.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Set last, so that no other header can loosen them.
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy + SocketsOf(context.Request.Host);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    // Older browsers do not include WebSockets in 'self'. A Host header that is not a host name could inject directives.
    private static string SocketsOf(HostString host) =>
        host.HasValue && Uri.CheckHostName(host.Host.Trim('[', ']')) != UriHostNameType.Unknown ? $" ws://{host.Value} wss://{host.Value}" : "";
}
