using System.Security.Claims;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Access;

/// <summary>Finds out on whose behalf a request or a page acts.</summary>
public sealed class Actors(IOptionsMonitor<AccessOptions> options, TimeProvider time)
{
    // Agents who see only their own calls do not see what is about everybody's.
    private static readonly Permission[] AboutEverybody = [Permission.SeeAnalytics, Permission.SeeDeliveries, Permission.Export];

    // Deliveries are of the whole business: many of them, such as those about contacts, belong to no account.
    private static readonly Permission[] OfAllAccounts = [Permission.SeeDeliveries, Permission.Replay, Permission.Import];

    // Bodies hold full numbers; exports are masked like lists.
    private static readonly Permission[] WithNumbers = [Permission.SeeFullNumbers, Permission.SeeDeliveries];

    /// <summary>The actor of a signed-in user or an API token, with the permissions that the current settings give.</summary>
    public Actor Of(ClaimsPrincipal user) => new()
    {
        Name = user.Identity?.Name ?? "unknown",
        UserId = user.FindFirstValue(ClaimTypes.NameIdentifier),
        StaffKey = user.FindFirstValue(UserClaims.Staff),
        Address = user.FindFirstValue(AddressClaim.Type),
        Permissions = PermissionsOf(user),
        Visibility = VisibilityOf(user),
        MustConfirm = user.HasClaim(claim => claim.Type == ClaimTypes.NameIdentifier) && !user.IsRecent(time.GetUtcNow()),
    };

    /// <summary>Whether a user or an API token may do something.</summary>
    public bool May(ClaimsPrincipal user, Permission permission) => PermissionsOf(user).Contains(permission);

    /// <summary>Whether the role of a user demands a second factor that they do not have, so that they may do nothing but set one up.</summary>
    public bool MustSetUpSecondFactor(ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) is not null && !user.HasClaim(claim => claim.Type == SignInClaims.HasSecondFactor)
        && options.CurrentValue.SecondFactorRoles.Contains(user.FindFirstValue(ClaimTypes.Role) ?? "");

    private HashSet<Permission> PermissionsOf(ClaimsPrincipal user)
    {
        var role = user.FindFirstValue(ClaimTypes.Role);
        if (role is null || MustSetUpSecondFactor(user))
            return [];
        HashSet<Permission> permissions = [.. RolePermissions.Of(role)];
        if (SeesOwnCallsOnly(user, role))
            permissions.ExceptWith(AboutEverybody);
        if (AccountsOf(user) is not null)
            permissions.ExceptWith(OfAllAccounts);
        if (options.CurrentValue.MaskedRoles.Contains(role))
            permissions.ExceptWith(WithNumbers);
        return permissions;
    }

    private Visibility VisibilityOf(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(ClaimTypes.Role) is not { } role)
            return Visibility.Nothing;
        return new Visibility
        {
            Accounts = AccountsOf(user),
            SeesOwnCallsOnly = SeesOwnCallsOnly(user, role),
            StaffKey = SeesOwnCallsOnly(user, role) ? user.FindFirstValue(UserClaims.Staff) : null,
            MasksNumbers = options.CurrentValue.MaskedRoles.Contains(role),
        };
    }

    private static string[]? AccountsOf(ClaimsPrincipal user) =>
        user.FindAll(UserClaims.Account).Select(claim => claim.Value).Distinct().Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } accounts ? accounts : null;

    // A token is made by an owner for a purpose, and has no calls of its own.
    private bool SeesOwnCallsOnly(ClaimsPrincipal user, string role) =>
        options.CurrentValue.AgentsSeeOwnCalls && role == Roles.Agent && user.FindFirstValue(ClaimTypes.NameIdentifier) is not null;
}
