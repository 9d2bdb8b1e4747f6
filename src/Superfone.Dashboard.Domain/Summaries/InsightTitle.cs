namespace Superfone.Dashboard.Domain.Summaries;

/// <summary>
/// Titles of insights. The AI does not always spell them the same way: <c>Callback request</c>, <c>Call-back Request:</c>.
/// </summary>
public static class InsightTitle
{
    private const string UntitledKey = "insight";

    // Values by which the AI says that it found nothing.
    private static readonly string[] Nothing = ["no", "none", "nil", "na", "false", "notapplicable", "notrequested", "notmentioned", "norequest", "nocallback"];

    /// <summary>The title to show; empty if there is none.</summary>
    public static string Of(string? title) => (title ?? "").Trim().TrimEnd(':').TrimEnd();

    /// <summary>The key by which titles are grouped: their letters and digits in lower case, or a key of its own for insights without a title.</summary>
    public static string KeyOf(string? title) =>
        LettersOf(title) is { Length: > 0 } letters ? letters : Of(title) is { Length: > 0 } signs ? signs.ToLowerInvariant() : UntitledKey;

    /// <summary>Whether a title belongs to a request for a call back.</summary>
    /// <param name="key">The result of <see cref="KeyOf"/>.</param>
    public static bool IsCallback(string key) =>
        key.Contains("callback", StringComparison.Ordinal) || key.Contains("returncall", StringComparison.Ordinal) || key.Contains("callagain", StringComparison.Ordinal);

    /// <summary>Whether a value contains a finding; <c>None</c> does not.</summary>
    public static bool SaysSomething(string? value) => LettersOf(value) is { Length: > 0 } letters && !Nothing.Contains(letters);

    /// <summary>The letters and digits of a text in lower case.</summary>
    // Vowel signs of Indian scripts are marks, not letters.
    internal static string LettersOf(string? text) => string.Concat((text ?? "").Where(character =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character)
        || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark))
        .ToLowerInvariant();
}
