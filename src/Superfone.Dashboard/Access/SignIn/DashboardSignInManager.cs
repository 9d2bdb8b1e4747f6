using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>Identity's sign-in, which notes when somebody proved who they are, and demands a second factor of some roles.</summary>
public sealed class DashboardSignInManager(
    UserManager<User> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<User> claims, IOptions<IdentityOptions> identity,
    ILogger<SignInManager<User>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<User> confirmation,
    IOptionsMonitor<AccessOptions> access, TimeProvider time)
    : SignInManager<User>(users, http, claims, identity, logger, schemes, confirmation)
{
    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(User user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        List<Claim> added = [.. additionalClaims, new Claim(SignInClaims.ProvedAt, time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))];
        if (await LacksSecondFactorAsync(user))
            added.Add(new Claim(SignInClaims.MustSetUp, "true"));
        await base.SignInWithClaimsAsync(user, authenticationProperties, added);
    }

    /// <summary>Whether somebody's role demands a second factor, and they have none.</summary>
    public async Task<bool> LacksSecondFactorAsync(User user)
    {
        var required = access.CurrentValue.SecondFactorRoles;
        return (await UserManager.GetRolesAsync(user)).Any(required.Contains) && !user.TwoFactorEnabled && (await UserManager.GetPasskeysAsync(user)).Count == 0;
    }
}
