namespace Superfone.Dashboard.Configuration.Stored;

/// <summary>A setting that can be made on a page.</summary>
/// <param name="Key">The full configuration key, such as <c>Superfone:Access:AgentsSeeOwnCalls</c>.</param>
/// <param name="Kind">What it holds.</param>
public sealed record SettingDefinition(string Key, SettingKind Kind)
{
    /// <summary>The value of a choice, or the items that a list may have; empty if anything goes.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The value if nobody has set it; <see langword="null"/> for none.</summary>
    public string? Default { get; init; }

    /// <summary>How many of a number are one on the page, such as 1,048,576 where it shows megabytes.</summary>
    public long Unit { get; init; } = 1;

    /// <summary>The section of the key, such as <c>Superfone:Access</c>; <c>Superfone</c> for <c>Superfone:PublicUrl</c>.</summary>
    public string Section => string.Join(':', Key.Split(':')[..^1].Take(2));

    /// <summary>Reads the value in effect.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <returns>The text of the value; the items of a list, separated by line breaks; <see langword="null"/> if nobody has set it.</returns>
    public string? Read(IConfiguration configuration)
    {
        if (Kind != SettingKind.List)
            return configuration[Key] ?? Default;
        var items = configuration.GetSection(Key).GetChildren().Select(item => item.Value).OfType<string>().ToList();
        return items.Count > 0 || configuration[Key] is not null ? string.Join('\n', items) : Default;
    }

    /// <summary>Writes a value as configuration keys.</summary>
    /// <param name="value">The text, as <see cref="Read"/> gives it; <see langword="null"/> for the default.</param>
    public IEnumerable<KeyValuePair<string, string?>> Write(string? value)
    {
        if (value is null)
            return [];
        if (Kind != SettingKind.List)
            return [new(Key, value)];
        var items = value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        // A blank value is an empty list, which differs from none.
        return items.Length == 0 ? [new(Key, "")] : items.Select((item, index) => new KeyValuePair<string, string?>($"{Key}:{index}", item));
    }

    /// <summary>Whether a configuration key belongs to the setting.</summary>
    public bool Owns(string key) =>
        key.Equals(Key, StringComparison.OrdinalIgnoreCase) || key.StartsWith($"{Key}:", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a setting holds.</summary>
public enum SettingKind
{
    /// <summary>Yes or no.</summary>
    Switch,

    /// <summary>One of its choices.</summary>
    Choice,

    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A text that is not shown again, such as a password.</summary>
    Secret,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>Any number of texts, or of its choices.</summary>
    List,
}
