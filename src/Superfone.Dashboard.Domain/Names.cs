namespace Superfone.Dashboard.Domain;

/// <summary>Names of people.</summary>
public static class Names
{
    /// <summary>Joins first and last name; <see langword="null"/> if both are blank.</summary>
    public static string? Join(string? first, string? last)
    {
        var name = $"{first?.Trim()} {last?.Trim()}".Trim();
        return name.Length == 0 ? null : name;
    }
}
