using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Superfone.Dashboard.Access.Permissions;

/// <summary>One authorization policy for each permission, with the permission's name.</summary>
internal static class PermissionPolicies
{
    /// <summary>The policy for what users do with their own sign-in, whatever else they may do. Tokens are not users.</summary>
    public const string User = "User";

    /// <summary>Adds the policies.</summary>
    public static void AddPermissions(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        var authorization = services.AddAuthorizationBuilder().AddPolicy(User, policy => policy.RequireClaim(ClaimTypes.NameIdentifier));
        foreach (var permission in Enum.GetValues<Permission>())
            authorization.AddPolicy(permission.ToString(), policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
    }

    /// <summary>Lets only those call an endpoint who have a permission.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(permission.ToString());
}

/// <summary>A user needs a permission.</summary>
internal sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>Checks <see cref="PermissionRequirement"/>.</summary>
internal sealed class PermissionHandler(Actors actors) : AuthorizationHandler<PermissionRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (actors.May(context.User, requirement.Permission))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
