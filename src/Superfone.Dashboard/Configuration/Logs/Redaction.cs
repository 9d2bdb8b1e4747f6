using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Configuration.Stored;

namespace Superfone.Dashboard.Configuration.Logs;

/// <summary>
/// Takes telephone numbers, e-mail addresses, secrets and what signs a link out of what is logged. Names and what was said cannot be
/// recognised; they are never logged. Thread-safe.
/// </summary>
internal sealed partial class Redaction
{
    /// <summary>What stands in place of what was taken out.</summary>
    public const string Hidden = "[hidden]";

    private const int ShortestSecret = 8;

    // The ends of the names of values that are never shown, whatever they look like.
    private static readonly string[] Secret = ["Secret", "Token", "Password", "Passphrase", "ApiKey", "AccessKey", "SecretKey", "Authorization", "Cookie", "Headers", "OwnerEmail"];
    private static readonly string[] Personal = ["Phone", "Email", "Mail", "User", "UserName", "Actor", "Body", "Text", "Query", "QueryString"];

    private volatile string[] _known;

    /// <summary>Knows the secrets of a configuration, also those that are set on a page later.</summary>
    public Redaction(IConfiguration configuration)
    {
        _known = SecretsIn(configuration);
        ChangeToken.OnChange(configuration.GetReloadToken, () => _known = SecretsIn(configuration));
    }

    /// <summary>Whether a value can be neither a person's nor a secret: a number as such, a time, a choice.</summary>
    public static bool IsHarmless(object value) =>
        value is bool or byte or short or int or long or float or double or decimal or DateTime or DateTimeOffset or TimeSpan or DateOnly or TimeOnly or Enum or Guid;

    /// <summary>Whether a configured value is a secret, by its key.</summary>
    public static bool IsSecretKey(string key)
    {
        var name = key.Split(':').LastOrDefault(part => !int.TryParse(part, out _)) ?? key;
        return Array.Exists(Secret, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase) || name.EndsWith($"{end}s", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A value of a log entry without what is personal or secret.</summary>
    /// <param name="name">The name of the value.</param>
    /// <param name="text">The value.</param>
    public string Of(string name, string? text) =>
        string.IsNullOrEmpty(text) ? "" : IsSecretKey(name) || Array.Exists(Personal, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) ? Hidden : Of(text);

    /// <summary>A text without what is personal or secret.</summary>
    public string Of(string text)
    {
        if (text.Length < 5)
            return text;
        foreach (var secret in _known)
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        text = Bearer().Replace(text, $"$1 {Hidden}");
        text = Link().Replace(text, $"$1?{Hidden}");
        text = Assignment().Replace(text, $"$1={Hidden}");
        text = Email().Replace(text, Hidden);
        text = Random().Replace(text, Hidden);
        return Phone().Replace(text, Hidden);
    }

    // The longest first: one may contain another.
    private static string[] SecretsIn(IConfiguration configuration) => [.. configuration.AsEnumerable()
        .Where(value => value.Key.StartsWith("Superfone:", StringComparison.OrdinalIgnoreCase) && (IsSecretKey(value.Key) || SettingCatalog.IsSecret(value.Key)))
        .Select(value => value.Value).OfType<string>().Where(value => value.Length >= ShortestSecret).Distinct().OrderByDescending(value => value.Length)];

    [GeneratedRegex(@"\b(Bearer|Basic)\s+\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Bearer();

    // What signs a link is in its query, and so is nearly everything else that nobody should read.
    [GeneratedRegex(@"(https?://[^\s?'""]+)\?[^\s'""]*", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(access_token|token|secret|password|passphrase|api[_-]?key|signature|sig|X-Amz-[A-Za-z-]+)\s*[=:]\s*[^\s&'"",;]+", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"[\w.+'-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex Email();

    // Made by chance: long, with small and capital letters and digits.
    [GeneratedRegex(@"(?<![\w/.-])(whsec_|sf_)?(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*\d)[A-Za-z0-9_+/=-]{32,}(?![\w.])")]
    private static partial Regex Random();

    // Ten to fifteen digits, in whatever groups; no date.
    [GeneratedRegex(@"(?<![\d.])(?!\d{4}-\d\d-\d\d)\+?\(?\d(?:[ \-()]{0,2}\d){9,14}(?!\d)")]
    private static partial Regex Phone();
}
