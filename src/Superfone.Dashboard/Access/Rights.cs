using System.Security.Claims;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Access;

/// <summary>The permissions of the signed-in user, so that pages offer only what they may do.</summary>
public static class Rights
{
    /// <summary>Whether they may do everything, as <see cref="Policies.Owner"/> requires.</summary>
    public static bool IsOwner(this ClaimsPrincipal user) => user.IsInRole(Roles.Owner);

    /// <summary>Whether they may make decisions and save recordings, as <see cref="Policies.Manager"/> requires.</summary>
    public static bool MayDecide(this ClaimsPrincipal user) => user.IsOwner() || user.IsInRole(Roles.Manager);
}
