using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>Adds to a user's claims what limits the data that they see.</summary>
internal sealed class UserClaimsFactory(UserManager<User> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<User, IdentityRole>(users, roles, options)
{
    /// <inheritdoc/>
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(UserClaims.Version, user.ConcurrencyStamp ?? ""));
        if (user.StaffPhone is { } phone)
            identity.AddClaim(new Claim(UserClaims.Staff, phone));
        identity.AddClaims((user.Accounts ?? []).Select(account => new Claim(UserClaims.Account, account)));
        return identity;
    }
}
