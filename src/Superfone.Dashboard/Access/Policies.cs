using Microsoft.AspNetCore.Authorization;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Access;

/// <summary>The names of the authorization policies; each includes the roles above it.</summary>
public static class Policies
{
    /// <summary>Owners only.</summary>
    public const string Owner = "Owner";

    /// <summary>Managers and owners.</summary>
    public const string Manager = "Manager";

    /// <summary>Anyone with a role.</summary>
    public const string Agent = "Agent";

    internal static AuthorizationBuilder AddPolicies(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(Owner, policy => policy.RequireRole(Roles.Owner))
        .AddPolicy(Manager, policy => policy.RequireRole(Roles.Owner, Roles.Manager))
        .AddPolicy(Agent, policy => policy.RequireRole(Roles.Owner, Roles.Manager, Roles.Agent));
}
