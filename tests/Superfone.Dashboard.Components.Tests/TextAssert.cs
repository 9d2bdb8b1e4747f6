namespace Superfone.Dashboard.Components.Tests;

/// <summary>Asserts the parts of a text that matter, not its wording.</summary>
internal static class TextAssert
{
    /// <summary>Asserts that a text contains some words in order, whatever their case.</summary>
    /// <param name="words">The words, separated by <c>…</c> where anything may come between them.</param>
    /// <param name="text">The text.</param>
    public static void Says(string words, string? text)
    {
        var rest = text ?? "";
        foreach (var word in words.Split('…', StringSplitOptions.TrimEntries))
        {
            var at = rest.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            Assert.True(at >= 0, $"'{text}' does not say '{words}'.");
            rest = rest[(at + word.Length)..];
        }
    }
}
