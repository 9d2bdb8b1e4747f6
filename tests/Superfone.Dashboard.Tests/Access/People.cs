using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Tests.Access;

/// <summary>People on whose behalf tests act.</summary>
public static class People
{
    /// <summary>A manager.</summary>
    public static Actor Asha { get; } = new() { Name = "asha@example.com", Permissions = RolePermissions.Of(Roles.Manager), Visibility = Visibility.Everything };
}
