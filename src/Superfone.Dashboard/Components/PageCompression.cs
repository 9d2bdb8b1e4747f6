using Microsoft.AspNetCore.ResponseCompression;

namespace Superfone.Dashboard.Components;

/// <summary>Marks a page that shows a secret and is therefore never compressed; see docs/decisions/0017.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsSecretAttribute : Attribute;

/// <summary>
/// Compresses pages, and those styles and scripts that are not compressed on disk. The size of a compressed page reveals whether one part
/// of it repeats another (BREACH), so a page is compressed only if no other site has chosen its address.
/// </summary>
internal static class PageCompression
{
    private static readonly string[] Packed = ["text/html", "text/css", "text/javascript", "image/svg+xml"];

    /// <summary>Adds the compression.</summary>
    public static void AddPageCompression(this IServiceCollection services) => services
        // Brotli at its middle level and gzip at its highest; more would cost more time than it saves.
        .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = System.IO.Compression.CompressionLevel.Optimal)
        .AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = Packed;
        });

    /// <summary>Compresses the responses that may be compressed.</summary>
    public static void UsePageCompression(this IApplicationBuilder app) =>
        app.UseWhen(IsSafe, packed => packed.UseResponseCompression());

    private static bool IsSafe(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ShowsSecretAttribute>() is null
        && context.Request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => true,
            // An old browser, or a program: another site could only choose the query.
            "" => !context.Request.QueryString.HasValue,
            _ => false,
        };
}
