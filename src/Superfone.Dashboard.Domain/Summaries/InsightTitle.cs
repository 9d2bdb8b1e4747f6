
namespace Superfone.Dashboard.Domain.Summaries;

/// <summary>
/// Titles of insights. An AI writes them, and not always the same way: <c>Callback request</c>, <c>Call-back Request:</c>.
/// </summary>
public static class InsightTitle
{
    private const string Unnamed = "Insight";

    // What an AI answers where the call held nothing of the kind.
    private static readonly string[] Nothing = ["no", "none", "nil", "na", "false", "notapplicable", "notrequested", "notmentioned", "norequest", "nocallback"];

    /// <summary>The title to show; one without a title is called an insight.</summary>
    public static string Of(string? title) => string.IsNullOrWhiteSpace(title) ? Unnamed : title.Trim().TrimEnd(':').TrimEnd();

    /// <summary>What titles are grouped by: their letters and digits, in lower case, whatever stands between them.</summary>
    public static string KeyOf(string? title) =>
        Letters(title) is { Length: > 0 } key ? key : Of(title).ToLowerInvariant();

    /// <summary>Whether a title says that somebody wants to be called back.</summary>
    /// <param name="key">What <see cref="KeyOf"/> made of it.</param>
    public static bool IsCallback(string key) =>
        key.Contains("callback", StringComparison.Ordinal) || key.Contains("returncall", StringComparison.Ordinal) || key.Contains("callagain", StringComparison.Ordinal);

    /// <summary>Whether a value says that there was something: <c>None</c> does not.</summary>
    public static bool SaysSomething(string? value) => Letters(value) is { Length: > 0 } letters && !Nothing.Contains(letters);

    // Vowel signs of Indian scripts are marks, not letters.
    private static string Letters(string? text) => string.Concat((text ?? "").Where(character =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character)
        || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark))
        .ToLowerInvariant();
}
