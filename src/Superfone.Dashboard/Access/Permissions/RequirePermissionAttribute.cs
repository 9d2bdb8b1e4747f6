using Microsoft.AspNetCore.Authorization;

namespace Superfone.Dashboard.Access.Permissions;

/// <summary>Lets only those call an action or open a page who have a permission.</summary>
public sealed class RequirePermissionAttribute : AuthorizeAttribute
{
    /// <summary>Creates the attribute.</summary>
    /// <param name="permission">The permission.</param>
    public RequirePermissionAttribute(Permission permission)
        : base(permission.ToString())
    {
        Permission = permission;
    }

    /// <summary>The permission.</summary>
    public Permission Permission { get; }
}
