using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Words in Latin letters that texts in another script keep: names, abbreviations, and what is typed or pasted.</summary>
internal static partial class LatinWords
{
    /// <summary>The words.</summary>
    public static IReadOnlySet<string> Kept { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        // Names.
        "Superfone", "Dashboard", "WhatsApp", "NET", "Excel", "iPhone", "iPad", "Windows", "Media", "Core", "Audio", "Speex", "Healthchecks", "Uptime", "Kuma", "Automations", "Chrome", "Linux", "Caddy", "Cloudflare", "nginx", "certbot",

        // Abbreviations.
        "API", "CSV", "JSON", "URL", "HTTPS", "TLS", "SMTP", "IP", "DNS", "ID", "PIN", "QR", "AIFF", "PNG", "JPEG", "WebP", "SVG", "AMR", "AU", "WAV", "GP", "KB", "MB", "GB",

        // What is typed or pasted, and what it is called.
        "https", "http", "localhost", "example", "com", "hook", "smtp", "Calls", "calls", "Bearer", "curl", "key", "array", "compressed", "Upgrade", "etc", "caddy", "Caddyfile", "conf", "systemctl", "reload", "name", "agent", "time", "business",

        // So that nobody is lost who reads neither.
        "Language",
    };

    /// <summary>The words in Latin letters of a text for somebody who reads Hindi, but for those that are kept; addresses do not count.</summary>
    public static IEnumerable<string> ForeignIn(string text) => Latin().Matches(Address().Replace(text, "")).Select(word => word.Value).Except(Kept);

    [GeneratedRegex(@"\S+@\S+|https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();
}
