using Microsoft.AspNetCore.ResponseCompression;

namespace Superfone.Dashboard.Components;

/// <summary>On a page: it shows a secret, and is never sent packed; see docs/decisions/0017.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsSecretAttribute : Attribute;

/// <summary>
/// Packs pages, and those styles and scripts that do not lie packed on the disk. The size of a packed page tells whether one part of
/// it repeats another (BREACH): a page is packed only when no other site has chosen its address.
/// </summary>
internal static class PageCompression
{
    private static readonly string[] Packed = ["text/html", "text/css", "text/javascript", "image/svg+xml"];

    /// <summary>Adds what packs.</summary>
    public static void AddPageCompression(this IServiceCollection services) => services
        // Brotli at its middle level and gzip at its highest; more would cost a page's time rather than save it.
        .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = System.IO.Compression.CompressionLevel.Optimal)
        .AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = Packed;
        });

    /// <summary>Packs what may be packed.</summary>
    public static void UsePageCompression(this IApplicationBuilder app) =>
        app.UseWhen(IsSafe, packed => packed.UseResponseCompression());

    private static bool IsSafe(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ShowsSecretAttribute>() is null
        && context.Request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => true,
            // An old browser, or a program: a stranger could choose nothing but the query.
            "" => !context.Request.QueryString.HasValue,
            _ => false,
        };
}
