using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>Finds what users may do and see although they are not signed in, for what is sent to them.</summary>
public sealed class UserActors(IServiceScopeFactory scopes, Actors actors)
{
    /// <summary>Finds a user as an actor; <see langword="null"/> if they may not sign in, or have not chosen a password yet.</summary>
    /// <param name="userId">The user.</param>
    public async Task<Actor?> FindAsync(string userId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.FindByIdAsync(userId) is not { IsDisabled: false, PasswordHash: not null } user)
            return null;
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user);
        if (await users.HasSecondFactorAsync(user))
            principal.AddIdentity(new ClaimsIdentity([new Claim(SignInClaims.HasSecondFactor, "true")]));
        return actors.Of(principal);
    }
}
