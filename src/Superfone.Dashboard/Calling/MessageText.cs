using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Calling;

/// <summary>
/// Texts of messages with <c>{name}</c> and the like in them. <c>{name|friend}</c> says what stands there if it is not known; otherwise it is left out together
/// with the space before it: <c>Hello {name}, …</c> becomes <c>Hello, …</c>
/// </summary>
public static partial class MessageText
{
    /// <summary>The words that can be filled in.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["name", "agent", "time", "business"];

    /// <summary>The placeholders of a text that cannot be filled in, such as <c>{nmae}</c>.</summary>
    public static IReadOnlyList<string> UnknownIn(string text) =>
        [.. Placeholder().Matches(text).Where(match => !Placeholders.Contains(match.Groups["word"].Value)).Select(match => match.Groups["all"].Value).Distinct()];

    /// <summary>Fills in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">What is known, by placeholder.</param>
    public static string Fill(string text, MessageValues values)
    {
        var filled = Placeholder().Replace(text, match => !Placeholders.Contains(match.Groups["word"].Value) ? match.Value
            : ValueOf(match.Groups["word"].Value, values) is { Length: > 0 } value ? match.Groups["space"].Value + value
            : match.Groups["otherwise"] is { Success: true, Length: > 0 } otherwise ? match.Groups["space"].Value + otherwise.Value
            : "");

        // "{name}, we missed …" without a name.
        return filled.TrimStart(' ', ',', ';', ':').Trim();
    }

    private static string? ValueOf(string word, MessageValues values) => word switch
    {
        "name" => values.Name,
        "agent" => values.Agent,
        "time" => values.Time,
        "business" => values.Business,
        _ => null,
    };

    [GeneratedRegex(@"(?<space>[ \t]*)(?<all>\{(?<word>[^{}|\s]+)(?:\|(?<otherwise>[^{}]*))?\})")]
    private static partial Regex Placeholder();
}

/// <summary>What is filled in; <see langword="null"/> where it is not known.</summary>
/// <param name="Name">The name of the customer.</param>
/// <param name="Agent">The name of who writes.</param>
/// <param name="Time">When the customer was missed, or else now.</param>
/// <param name="Business">The name of the business.</param>
public sealed record MessageValues(string? Name, string? Agent, string? Time, string? Business);
