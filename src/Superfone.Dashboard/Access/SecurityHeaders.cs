using System.Security.Cryptography;
using System.Text;

namespace Superfone.Dashboard.Access;

/// <summary>Headers that keep browsers from running, loading or framing foreign content, and from keeping what they were shown.</summary>
internal static class SecurityHeaders
{
    private const string AnyInlineStyle = "'unsafe-inline'";

    // Icons are images in style sheets.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'$scripts; style-src 'self'$styles; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "media-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    private static readonly object StylesKey = new();
    private static readonly object ScriptsKey = new();

    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Adds the headers to every response.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app)
    {
        app.UseHsts();
        app.Use((context, next) =>
        {
            // Set last, so that no other header can loosen them.
            context.Response.OnStarting(static state =>
            {
                Add((HttpContext)state);
                return Task.CompletedTask;
            }, context);
            return next(context);
        });
    }

    /// <summary>Permits inline styles in this response, which MudBlazor needs.</summary>
    public static void AllowInlineStyles(this HttpContext context) => context.Items[StylesKey] = AnyInlineStyle;

    /// <summary>Permits one <c>style</c> element in this response.</summary>
    /// <param name="context">The request.</param>
    /// <param name="css">The whole content of the element.</param>
    public static void AllowStyle(this HttpContext context, string css) =>
        context.Items[StylesKey] = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'";

    /// <summary>Permits the <c>script</c> elements of this response that bear a nonce.</summary>
    /// <param name="context">The request.</param>
    /// <param name="nonce">The nonce: random, in base64, and used once.</param>
    public static void AllowScript(this HttpContext context, string nonce) => context.Items[ScriptsKey] = $"'nonce-{nonce}'";

    /// <summary>Has the browser forget what it has kept of this site, apart from cookies, which other sites of the domain share.</summary>
    public static void ClearSiteData(this HttpContext context) => context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";

    private static void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy
            .Replace("$styles", Allowed(StylesKey), StringComparison.Ordinal)
            .Replace("$scripts", Allowed(ScriptsKey), StringComparison.Ordinal);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // Browsers complain if an address that they do not trust sends it.
        if (context.Request.IsHttps || context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]")
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";

        string Allowed(object key) => context.Items.TryGetValue(key, out var source) ? $" {source}" : "";
    }
}
