namespace Superfone.Dashboard.Domain;

/// <summary>Texts that people and systems have filled in, or have not.</summary>
public static class Texts
{
    /// <summary>The text without the space around it; <see langword="null"/> where nothing else stands in it.</summary>
    public static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
