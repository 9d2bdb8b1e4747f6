namespace Superfone.Dashboard.Domain;

/// <summary>Names of people.</summary>
public static class Names
{
    /// <summary>First and last name in one; <see langword="null"/> where both are blank.</summary>
    public static string? Join(string? first, string? last)
    {
        var name = $"{first?.Trim()} {last?.Trim()}".Trim();
        return name.Length == 0 ? null : name;
    }
}
