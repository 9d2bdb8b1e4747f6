namespace Superfone.Dashboard.Configuration;

/// <summary>The roles of people and API tokens, the most powerful first.</summary>
public static class Roles
{
    /// <summary>May do everything, including settings.</summary>
    public const string Owner = "Owner";

    /// <summary>May also make decisions, such as linking summaries.</summary>
    public const string Manager = "Manager";

    /// <summary>May read everything.</summary>
    public const string Agent = "Agent";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [Owner, Manager, Agent];

    /// <summary>Finds a role by its name, ignoring case; <see langword="null"/> if there is none.</summary>
    public static string? Find(string name) => All.FirstOrDefault(role => role.Equals(name, StringComparison.OrdinalIgnoreCase));
}
