using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>The second step of a sign-in: a code of an authenticator app, or a recovery code.</summary>
public sealed class SecondFactorSignIn(SignInManager<User> signIn, SignInThrottle throttle, DeviceCookie devices, AuditLog audit)
{
    private const string Provider = "Superfone.Dashboard";
    private const string LastCode = "LastCode";

    /// <summary>Whether the right password was given a moment ago.</summary>
    public async Task<bool> IsExpectedAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>Completes the sign-in; the response sets the cookie.</summary>
    /// <param name="code">Six digits, or a recovery code, with or without spaces.</param>
    /// <param name="remembers">Whether the browser stays signed in when it is closed.</param>
    public async Task<PasswordSignInResult> SignInAsync(string code, bool remembers)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { IsDisabled: false } user)
            return new PasswordSignInResult(PasswordSignInOutcome.Wrong, TimeSpan.Zero);
        var address = AddressClaim.Of(signIn.Context) ?? "";
        var attempt = new SignInAttempt(address, $"code of {user.Email}", devices.Find(signIn.Context.Request, user.Id) is { } device ? $"code {device}" : null);
        if (throttle.Begin(attempt) is var wait && wait > TimeSpan.Zero)
            return new PasswordSignInResult(PasswordSignInOutcome.MustWait, wait);

        var entered = string.Concat(code.Where(character => !char.IsWhiteSpace(character)));
        var result = entered.Length == 6 && entered.All(char.IsAsciiDigit)
            ? await SignInWithAppAsync(user, entered, remembers)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(entered);
        if (result.Succeeded)
        {
            throttle.Succeed(attempt);
            devices.Remember(signIn.Context, user.Id);
        }

        await audit.WriteAsync(Actor.NotSignedIn(user.Email!, address), result.Succeeded ? AuditAction.SignIn : AuditAction.SignInFailed);
        return new PasswordSignInResult(result.Succeeded ? PasswordSignInOutcome.SignedIn : PasswordSignInOutcome.Wrong, TimeSpan.Zero);
    }

    // Whoever saw a code being typed must not use it again while it is still right.
    private async Task<SignInResult> SignInWithAppAsync(User user, string code, bool remembers)
    {
        if (await signIn.UserManager.GetAuthenticationTokenAsync(user, Provider, LastCode) == code)
            return SignInResult.Failed;
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(code, remembers, rememberClient: false);
        if (result.Succeeded)
            await signIn.UserManager.SetAuthenticationTokenAsync(user, Provider, LastCode, code);
        return result;
    }
}
