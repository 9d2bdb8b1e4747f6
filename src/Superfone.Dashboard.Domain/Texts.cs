namespace Superfone.Dashboard.Domain;

/// <summary>Handles texts that may be blank.</summary>
public static class Texts
{
    /// <summary>The trimmed text; <see langword="null"/> if it is blank.</summary>
    public static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
