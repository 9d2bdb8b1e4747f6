using System.Globalization;
using Superfone.Dashboard.Configuration.Logs;

namespace Superfone.Dashboard.Operations.Support;

/// <summary>The configuration for somebody else's eyes: which keys are set, and the values of those that can name nobody.</summary>
internal static class SafeSettings
{
    private static readonly string[] Sections = ["Superfone", "Logging"];

    // Texts that are choices or names of technical things.
    private static readonly string[] Shown =
        ["TimeZone", "PhoneRegion", "AllowedHosts", "Provider", "Store", "Region", "Role", "OtlpProtocol", "Week", "At", "Weekday", "LogLevel", "FormatterName", "ReserveBytes", "MaxFileBytes"];

    /// <summary>A line for each key that is set.</summary>
    public static IEnumerable<string> LinesOf(IConfiguration configuration) => Sections.SelectMany(section => configuration.GetSection(section).AsEnumerable())
        .Where(setting => !string.IsNullOrEmpty(setting.Value)).OrderBy(setting => setting.Key, StringComparer.Ordinal)
        .Select(setting => $"{setting.Key} = {ValueOf(setting.Key, setting.Value!)}");

    private static string ValueOf(string key, string value) =>
        !Redaction.IsSecretKey(key) && (IsPlain(value) || key.Split(':').Any(Shown.Contains)) ? value : "(set)";

    private static bool IsPlain(string value) =>
        bool.TryParse(value, out _) || TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _)
        || (value.Length < 10 && long.TryParse(value, CultureInfo.InvariantCulture, out _));
}
