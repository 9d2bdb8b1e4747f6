using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Components.Tests;

/// <summary>An owner, who may do and see everything, as the reader of a component.</summary>
internal sealed class SignedInOwner : AuthenticationStateProvider, IOptionsMonitor<AccessOptions>
{
    private SignedInOwner()
    {
    }

    public static CurrentActor Current { get; } = new(new SignedInOwner(), new Actors(new SignedInOwner(), TimeProvider.System));

    public AccessOptions CurrentValue { get; } = new() { MaskedRoles = [], SecondFactorRoles = [], AgentsSeeOwnCalls = false };

    public AccessOptions Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<AccessOptions, string?> listener) => null;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "owner@example.com"), new Claim(ClaimTypes.Role, Roles.Owner)], "test"))));
}
