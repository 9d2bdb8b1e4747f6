namespace Superfone.Dashboard.Domain;

/// <summary>Handles texts that may be blank or too long.</summary>
public static class Texts
{
    /// <summary>The trimmed text; <see langword="null"/> if it is blank.</summary>
    public static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The items of a list that a person wrote, one per line or with commas between them.</summary>
    public static IReadOnlyList<string> Items(string? list) =>
        (list ?? "").Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The text, or its beginning with an ending if it is too long. A character of two UTF-16 units is not split.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The maximum number of UTF-16 units without the ending.</param>
    /// <param name="ending">What follows a beginning.</param>
    public static string Shorten(string text, int most, string ending = "…") =>
        text.Length <= most ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)}{ending}";
}
