using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>Lets users choose their password through a link, and signs them in.</summary>
public sealed class Invitations(
    UserManager<User> users, SignInManager<User> signIn, UserSessions sessions, DeviceCookie devices, AuditLog audit, AccountErrors errors, IHttpContextAccessor http)
{
    /// <summary>The email of the user of a link; <see langword="null"/> if the link does not work any more.</summary>
    public async Task<string?> FindAsync(string? value) => (await FindUserAsync(InviteLink.Read(value)))?.Email;

    /// <summary>
    /// Sets the password, which ends the link, all sessions, and the second factors: whoever got a link may have lost the phone as well, or have
    /// been robbed of it. Then it signs the user in. Who needs a second factor sets one up next.
    /// </summary>
    /// <param name="value">The parameter <c>token</c> of the link.</param>
    /// <param name="password">The password.</param>
    /// <returns>One sentence per error; empty on success.</returns>
    public async Task<IReadOnlyList<string>> AcceptAsync(string? value, string password)
    {
        if (InviteLink.Read(value) is not { } link || await FindUserAsync(link) is not { } user)
            return [errors.LinkUsed().Description];
        var actor = Actor.NotSignedIn(user.Email!, AddressClaim.Of(http.HttpContext), user.Id);
        await audit.WriteAsync(actor, AuditAction.User, $"{user.Email} password");
        user.EmailConfirmed = true;
        var changed = await users.ResetPasswordAsync(user, link.Token, password);
        if (!changed.Succeeded)
            return [.. changed.Errors.Select(error => error.Description)];

        await users.SetLockoutEndDateAsync(user, null);
        await users.ResetAccessFailedCountAsync(user);
        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        foreach (var passkey in await users.GetPasskeysAsync(user))
            await users.RemovePasskeyAsync(user, passkey.CredentialId);
        await sessions.EndOfUserAsync(user.Id);
        if (!(await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: false)).Succeeded)
            return [];
        devices.Remember(http.HttpContext!, user.Id);
        await audit.WriteAsync(actor, AuditAction.SignIn);
        return [];
    }

    private async Task<User?> FindUserAsync(InviteLink? link) =>
        link is not null && await users.FindByIdAsync(link.UserId) is { IsDisabled: false } user
        && await users.VerifyUserTokenAsync(user, users.Options.Tokens.PasswordResetTokenProvider, UserManager<User>.ResetPasswordTokenPurpose, link.Token)
            ? user
            : null;
}
