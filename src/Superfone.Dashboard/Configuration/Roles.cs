namespace Superfone.Dashboard.Configuration;

/// <summary>The roles of people and API tokens, the most powerful first.</summary>
public static class Roles
{
    /// <summary>May do everything, including users and settings.</summary>
    public const string Owner = "Owner";

    /// <summary>May also link summaries, replay, import and export.</summary>
    public const string Manager = "Manager";

    /// <summary>May also work follow-ups.</summary>
    public const string Agent = "Agent";

    /// <summary>May read and listen.</summary>
    public const string Viewer = "Viewer";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [Owner, Manager, Agent, Viewer];

    /// <summary>Finds a role by its name, ignoring case; <see langword="null"/> if there is none.</summary>
    public static string? Find(string name) => All.FirstOrDefault(role => role.Equals(name, StringComparison.OrdinalIgnoreCase));
}
