namespace Superfone.Dashboard.Configuration;

/// <summary>What people and API tokens may be, the most powerful first.</summary>
public static class Roles
{
    /// <summary>May do everything, settings included.</summary>
    public const string Owner = "Owner";

    /// <summary>May also decide: link summaries, close follow-ups.</summary>
    public const string Manager = "Manager";

    /// <summary>May look at everything.</summary>
    public const string Agent = "Agent";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [Owner, Manager, Agent];

    /// <summary>Finds a role however its case is written; <see langword="null"/> when there is none of that name.</summary>
    public static string? Find(string name) => All.FirstOrDefault(role => role.Equals(name, StringComparison.OrdinalIgnoreCase));
}
