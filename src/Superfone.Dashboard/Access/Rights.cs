using System.Security.Claims;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Access;

/// <summary>What a person's role permits, for pages that offer it or not.</summary>
public static class Rights
{
    /// <summary>Whether they may decide, and save recordings: what <see cref="Policies.Manager"/> asks for.</summary>
    public static bool MayDecide(this ClaimsPrincipal user) => user.IsInRole(Roles.Owner) || user.IsInRole(Roles.Manager);
}
