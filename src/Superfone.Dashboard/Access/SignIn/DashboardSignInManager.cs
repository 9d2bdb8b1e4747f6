using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>Identity's sign-in, which notes when somebody proved who they are, and whether they have a second factor.</summary>
public sealed class DashboardSignInManager(
    UserManager<User> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<User> claims, IOptions<IdentityOptions> identity,
    ILogger<SignInManager<User>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<User> confirmation, TimeProvider time)
    : SignInManager<User>(users, http, claims, identity, logger, schemes, confirmation)
{
    private Claim? _provedBefore;

    /// <summary>Signs in again with the present claims, which proves nothing: the time of the last proof stays.</summary>
    public override async Task RefreshSignInAsync(User user)
    {
        _provedBefore = Context.User.FindFirst(SignInClaims.ProvedAt) ?? new Claim(SignInClaims.ProvedAt, "0");
        try
        {
            await base.RefreshSignInAsync(user);
        }
        finally
        {
            _provedBefore = null;
        }
    }

    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(User user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var proved = _provedBefore?.Value ?? time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        List<Claim> added = [.. additionalClaims, new Claim(SignInClaims.ProvedAt, proved)];
        if (await UserManager.HasSecondFactorAsync(user))
            added.Add(new Claim(SignInClaims.HasSecondFactor, "true"));
        await base.SignInWithClaimsAsync(user, authenticationProperties, added);
    }
}

/// <summary>Whether users have second factors.</summary>
internal static class SecondFactorUsers
{
    /// <summary>Whether a user has an authenticator app or a passkey.</summary>
    public static async Task<bool> HasSecondFactorAsync(this UserManager<User> users, User user) =>
        user.TwoFactorEnabled || (await users.GetPasskeysAsync(user)).Count > 0;
}
