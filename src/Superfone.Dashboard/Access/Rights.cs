using System.Security.Claims;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Access;

/// <summary>The permissions of the signed-in user, so that pages offer only what they may do.</summary>
public static class Rights
{
    /// <summary>Whether they may do everything, as <see cref="Policies.Owner"/> requires.</summary>
    public static bool IsOwner(this ClaimsPrincipal user) => user.IsInRole(Roles.Owner);

    /// <summary>Whether they may make decisions and save recordings, as <see cref="Policies.Manager"/> requires.</summary>
    public static bool MayDecide(this ClaimsPrincipal user) => user.IsOwner() || user.IsInRole(Roles.Manager);

    /// <summary>Whether they may change the mark of a number: everyone may tell vendors and spam, but only managers say who is staff.</summary>
    public static bool MayMark(this ClaimsPrincipal user, NumberMark? from, NumberMark? to) =>
        user.MayDecide() || (from != NumberMark.Staff && to != NumberMark.Staff);
}
