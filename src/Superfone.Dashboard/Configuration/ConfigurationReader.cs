using System.Globalization;

namespace Superfone.Dashboard.Configuration;

/// <summary>
/// Reads single values and remembers, instead of throwing, which of them are wrong, so that an operator sees all errors at once.
/// The framework's binder stops at the first one and speaks of .NET types.
/// </summary>
internal sealed class ConfigurationReader(IConfiguration configuration)
{
    private readonly List<string> _errors = [];

    /// <summary>One sentence for each wrong value so far; each begins with the full key.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Notes that a key's value is wrong. Never quote a secret in the reason.</summary>
    public void Reject(string key, string reason) => _errors.Add($"{key} {reason}.");

    /// <summary>A text; blank counts as absent.</summary>
    public string? OptionalText(string key) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key];

    /// <summary>A text that may be absent but not blank.</summary>
    public string Text(string key, string fallback)
    {
        var text = configuration[key] ?? fallback;
        if (string.IsNullOrWhiteSpace(text))
            Reject(key, "is blank");
        return text.Trim();
    }

    /// <summary>A whole number between two bounds, both included.</summary>
    public long WholeNumber(string key, long fallback, long minimum, long maximum)
    {
        var text = configuration[key];
        if (text is null)
            return fallback;
        if (!long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            Reject(key, $"is '{text}', which is not a whole number");
        else if (number < minimum || number > maximum)
            Reject(key, $"is {number}; it must be from {minimum} to {maximum}");
        else
            return number;
        return fallback;
    }

    /// <summary>A length of time between two bounds, both included.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan minimum, TimeSpan maximum)
    {
        var text = configuration[key];
        if (text is null)
            return fallback;
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration))
            Reject(key, $"is '{text}', which is not a length of time such as 00:15:00");
        else if (duration < minimum || duration > maximum)
            Reject(key, $"is {duration:c}; it must be from {minimum:c} to {maximum:c}");
        else
            return duration;
        return fallback;
    }

    /// <summary>A switch: <c>true</c> or <c>false</c>.</summary>
    public bool Switch(string key, bool fallback)
    {
        var text = configuration[key];
        if (text is null)
            return fallback;
        if (bool.TryParse(text, out var on))
            return on;
        Reject(key, $"is '{text}'; it must be true or false");
        return fallback;
    }

    /// <summary>The keys of a list's items in order; <see langword="null"/> where no list stands, which is not the same as an empty one.</summary>
    public IReadOnlyList<string>? ItemKeys(string key)
    {
        var section = configuration.GetSection(key);
        var items = section.GetChildren().Select(item => item.Path).ToList();
        if (items.Count > 0)
            return items;
        if (!string.IsNullOrWhiteSpace(section.Value))
            Reject(key, $"is a list: set {key}:0, {key}:1 and so on");
        return section.Exists() || section.Value is not null ? [] : null;
    }

    /// <summary>A list of texts, none of them blank; what is configured replaces the default list.</summary>
    public IReadOnlyList<string> Texts(string key, IReadOnlyList<string> fallback) =>
        ItemKeys(key)?.Select(item => Text(item, "")).ToList() ?? fallback;
}
