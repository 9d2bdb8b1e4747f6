using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Access.Permissions;

/// <summary>The permissions of each role. Each role has those of the roles below it; <c>docs/security.md</c> shows them as a table.</summary>
public static class RolePermissions
{
    private static readonly Permission[] Viewer =
        [Permission.Read, Permission.Listen, Permission.SeeFullNumbers, Permission.SeeAnalytics, Permission.SeeDeliveries];

    private static readonly Permission[] Agent = [.. Viewer, Permission.WorkFollowUps];

    private static readonly Permission[] Manager =
        [.. Agent, Permission.Download, Permission.Export, Permission.Link, Permission.Replay, Permission.Import, Permission.ManageStaff, Permission.ManageTemplates];

    private static readonly Permission[] Owner = [.. Manager, Permission.ManageUsers, Permission.ManageSettings, Permission.ManageSecrets, Permission.Erase];

    private static readonly Dictionary<string, HashSet<Permission>> ByRole = new()
    {
        [Roles.Viewer] = [.. Viewer],
        [Roles.Agent] = [.. Agent],
        [Roles.Manager] = [.. Manager],
        [Roles.Owner] = [.. Owner],
    };

    /// <summary>What is permitted only a short while after somebody proved who they are.</summary>
    public static IReadOnlySet<Permission> Confirmed { get; } = new HashSet<Permission> { Permission.ManageUsers, Permission.ManageSecrets, Permission.Erase };

    /// <summary>The permissions of a role; none for a name that is not a role.</summary>
    public static IReadOnlySet<Permission> Of(string? role) =>
        role is not null && ByRole.TryGetValue(role, out var permissions) ? permissions : new HashSet<Permission>();
}
