using System.Globalization;
using Superfone.Dashboard.Configuration.Stored;

namespace Superfone.Dashboard.Configuration;

/// <summary>
/// Reads the values of one configuration section. A value of the wrong type is recorded instead of thrown, so that an operator sees all
/// errors at once; the framework's binder stops at the first one and names .NET types.
/// </summary>
/// <param name="configuration">The whole configuration.</param>
/// <param name="section">The full key of the section, such as <c>Superfone:Webhook</c>.</param>
internal sealed class SectionReader(IConfiguration configuration, string section)
{
    private readonly OptionErrors _errors = new(section);

    /// <summary>One sentence for each value that cannot be read; each begins with the full key.</summary>
    public IReadOnlyList<string> Errors => _errors.Sentences;

    /// <summary>A text; blank counts as absent.</summary>
    public string? OptionalText(string key) => Find(key);

    /// <summary>A text without the white space around it; blank counts as absent, which only an item of a list cannot be.</summary>
    public string Text(string key, string fallback)
    {
        var text = Find(key) ?? fallback;
        if (string.IsNullOrWhiteSpace(text))
            _errors.Add(key, "is blank");
        return text.Trim();
    }

    /// <summary>A whole number of up to 32 bits.</summary>
    public int Int32(string key, int fallback)
    {
        var number = Int64(key, fallback);
        return _errors.AddUnlessInRange(key, number, int.MinValue, int.MaxValue) ? (int)number : fallback;
    }

    /// <summary>A whole number of up to 64 bits.</summary>
    public long Int64(string key, long fallback) => Parse(
        key, fallback, "which is not a whole number",
        static (string text, out long number) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number));

    /// <summary>A length of time.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback) => Parse(
        key, fallback, "which is not a length of time such as 00:15:00",
        static (string text, out TimeSpan duration) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration));

    /// <summary>A time of day, such as <c>02:30</c>.</summary>
    public TimeOnly TimeOfDay(string key, string fallback) => Parse(
        key, TimeOnly.ParseExact(fallback, "HH:mm", CultureInfo.InvariantCulture), "which is not a time of day such as 02:30",
        static (string text, out TimeOnly time) => TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time));

    /// <summary>A value in a notation of its own.</summary>
    /// <param name="key">The key within the section.</param>
    /// <param name="parse">Reads it; <see langword="null"/> if it cannot be read.</param>
    /// <param name="otherwise">The rest of the sentence about a value that cannot be read.</param>
    /// <returns>The value; <see langword="null"/> if it is absent.</returns>
    public T? Parsed<T>(string key, Func<string, T?> parse, string otherwise)
        where T : class
    {
        if (Find(key) is not { } text)
            return null;
        if (parse(text) is { } value)
            return value;
        _errors.Add(key, $"is '{text}', {otherwise}");
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Boolean(string key, bool fallback)
    {
        if (Find(key) is not { } text)
            return fallback;
        if (bool.TryParse(text, out var value))
            return value;
        _errors.Add(key, $"is '{text}'; it must be true or false");
        return fallback;
    }

    /// <summary>A member of an enum by its name, in any case.</summary>
    public T Choice<T>(string key, T fallback)
        where T : struct, Enum => Parse(
        key, fallback, $"which is not {string.Join(" or ", Enum.GetNames<T>().Select(member => member.ToLowerInvariant()))}",
        static (string text, out T value) => Enum.TryParse(text.Trim(), ignoreCase: true, out value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text.Trim()[0]));

    /// <summary>A time zone by its IANA name.</summary>
    public TimeZoneInfo TimeZone(string key, string fallback)
    {
        var name = Text(key, fallback);
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;
        if (name.Length > 0)
            _errors.Add(key, $"is '{name}', which is not a time zone such as Asia/Kolkata");
        return TimeZoneInfo.Utc;
    }

    /// <summary>The keys of a list's items within the section, in order; <see langword="null"/> if there is no list, which differs from an empty one.</summary>
    public IReadOnlyList<string>? ItemKeys(string key)
    {
        var list = configuration.GetSection($"{section}:{key}");
        var items = list.GetChildren().Select(item => $"{key}:{item.Key}").ToList();
        if (items.Count > 0)
            return items;
        if (!string.IsNullOrWhiteSpace(list.Value))
            _errors.Add(key, $"is a list: set {section}:{key}:0, {section}:{key}:1 and so on");
        return list.Exists() || list.Value is not null ? [] : null;
    }

    /// <summary>A list of texts, none of them blank; a configured list replaces the default one.</summary>
    public IReadOnlyList<string> Texts(string key, IReadOnlyList<string> fallback) =>
        ItemKeys(key)?.Select(item => Text(item, "")).ToList() ?? fallback;

    private string? Find(string key) => configuration.FindValue($"{section}:{key}");

    private T Parse<T>(string key, T fallback, string otherwise, Parser<T> parse)
    {
        if (Find(key) is not { } text)
            return fallback;
        if (parse(text, out var value))
            return value;
        _errors.Add(key, $"is '{text}', {otherwise}");
        return fallback;
    }

    private delegate bool Parser<T>(string text, out T value);
}
