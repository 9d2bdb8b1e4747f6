using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>Signs users in with email and password. Neither the reply nor its time tells whether an email has an account.</summary>
public sealed class PasswordSignIn(
    SignInManager<User> signIn, SignInThrottle throttle, DeviceCookie devices, UnknownPassword unknown, AuditLog audit)
{
    private const int MostEmailCharacters = 254;

    /// <summary>Signs a user in; the response sets the cookie.</summary>
    /// <param name="email">The email, as typed.</param>
    /// <param name="password">The password.</param>
    /// <param name="remembers">Whether the browser stays signed in when it is closed.</param>
    public async Task<PasswordSignInResult> SignInAsync(string email, string password, bool remembers)
    {
        var context = signIn.Context;
        email = email.Length > MostEmailCharacters ? email[..MostEmailCharacters] : email;
        var user = await signIn.UserManager.FindByEmailAsync(email);
        var address = AddressClaim.Of(context) ?? "";
        var attempt = new SignInAttempt(address, signIn.UserManager.NormalizeEmail(email) ?? "", user is null ? null : devices.Find(context.Request, user.Id));
        if (throttle.Begin(attempt) is var wait && wait > TimeSpan.Zero)
            return new PasswordSignInResult(PasswordSignInOutcome.MustWait, wait);

        // Neither an account that is unknown nor one without a password is told by a shorter time.
        var result = user is null or { IsDisabled: true } or { PasswordHash: null } ? Pretend(password) : await signIn.PasswordSignInAsync(user, password, remembers, lockoutOnFailure: false);
        var isRight = result.Succeeded || result.RequiresTwoFactor;
        if (isRight)
            throttle.Succeed(attempt);
        if (result.Succeeded)
            devices.Remember(context, user!.Id);
        if (!result.RequiresTwoFactor)
            await audit.WriteAsync(Actor.NotSignedIn(email, address), isRight ? AuditAction.SignIn : AuditAction.SignInFailed);
        return new PasswordSignInResult(
            result.RequiresTwoFactor ? PasswordSignInOutcome.NeedsSecondFactor : isRight ? PasswordSignInOutcome.SignedIn : PasswordSignInOutcome.Wrong, TimeSpan.Zero);
    }

    private SignInResult Pretend(string password)
    {
        unknown.Compare(signIn.UserManager.PasswordHasher, password);
        return SignInResult.Failed;
    }
}

/// <summary>The result of a sign-in with a password.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Wait">How long to wait before the next attempt; zero unless the outcome says so.</param>
public sealed record PasswordSignInResult(PasswordSignInOutcome Outcome, TimeSpan Wait);

/// <summary>What a sign-in with a password led to.</summary>
public enum PasswordSignInOutcome
{
    /// <summary>The user is signed in.</summary>
    SignedIn,

    /// <summary>The password is right; a code or a passkey is asked next.</summary>
    NeedsSecondFactor,

    /// <summary>The email or the password is wrong, or the account is disabled.</summary>
    Wrong,

    /// <summary>There were too many wrong attempts; nothing was checked.</summary>
    MustWait,
}
