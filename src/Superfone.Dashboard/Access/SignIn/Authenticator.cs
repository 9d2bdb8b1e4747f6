using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using QRCoder;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>
/// Sets up and removes the second factors of the signed-in user: an authenticator app and passkeys. Everything but reading throws
/// <see cref="ConfirmationRequiredException"/> if they proved too long ago who they are: whoever finds an open page, or a cookie, must not
/// be able to add a key of their own.
/// </summary>
public sealed class Authenticator(SignInManager<User> signIn, BusinessName business, Actors actors, UserSessions sessions, AuditLog audit, TimeProvider time)
{
    private const int RecoveryCodes = 10;
    private const int MostNameCharacters = 60;

    private static readonly SemaphoreSlim KeyTurn = new(1, 1);

    private UserManager<User> Users => signIn.UserManager;

    /// <summary>The second factors of the signed-in user.</summary>
    public async Task<SecondFactors> ReadAsync()
    {
        var user = await UserAsync();
        var key = await KeyAsync(user);
        var issuer = Uri.EscapeDataString(business.OrProduct);
        var address = $"otpauth://totp/{issuer}:{Uri.EscapeDataString(user.Email!)}?secret={key}&issuer={issuer}&digits=6";
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return new SecondFactors
        {
            HasApp = user.TwoFactorEnabled,
            Key = key,
            QrCode = new SvgQRCode(code).GetGraphic(4, "#000000", "#ffffff"),
            RecoveryCodesLeft = await Users.CountRecoveryCodesAsync(user),
            Passkeys = [.. (await Users.GetPasskeysAsync(user)).Select(passkey => new Passkey(Convert.ToHexStringLower(passkey.CredentialId), passkey.Name, passkey.CreatedAt.UtcDateTime))],
        };
    }

    /// <summary>Turns the app on, once it gives the right code.</summary>
    /// <param name="code">The six digits that it shows.</param>
    /// <returns>The recovery codes, which are not shown again; <see langword="null"/> if the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> TurnOnAsync(string code)
    {
        var user = await ConfirmedUserAsync();
        var entered = string.Concat(code.Where(char.IsAsciiDigit));
        if (!await Users.VerifyTwoFactorTokenAsync(user, Users.Options.Tokens.AuthenticatorTokenProvider, entered))
            return null;
        await AuditAsync("authenticator app on");
        await Users.SetTwoFactorEnabledAsync(user, true);
        var codes = await Users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes);

        // The session no longer lacks a second factor.
        await signIn.RefreshSignInAsync(user);
        return [.. codes ?? []];
    }

    /// <summary>Turns the app off and forgets its key.</summary>
    public async Task TurnOffAsync()
    {
        var user = await ConfirmedUserAsync();
        await AuditAsync("authenticator app off");
        await Users.SetTwoFactorEnabledAsync(user, false);
        await Users.ResetAuthenticatorKeyAsync(user);
        await RemovedAsync(user);
    }

    /// <summary>What a browser needs to make a passkey, as JSON.</summary>
    public async Task<string> PasskeyOptionsAsync()
    {
        var user = await ConfirmedUserAsync();
        return await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id, Name = user.Email!, DisplayName = user.Name ?? user.Email! });
    }

    /// <summary>Adds a passkey that the browser has made.</summary>
    /// <param name="credential">The browser's JSON.</param>
    /// <param name="name">A name that tells it from others.</param>
    /// <returns>Whether it is right.</returns>
    public async Task<bool> AddPasskeyAsync(string credential, string? name)
    {
        var user = await ConfirmedUserAsync();
        if (await AttestAsync(credential) is not { Succeeded: true } result || result.UserEntity.Id != user.Id)
            return false;
        result.Passkey.Name = name is { Length: > MostNameCharacters } ? name[..MostNameCharacters] : name;
        await AuditAsync("passkey added");
        if (!(await Users.AddOrUpdatePasskeyAsync(user, result.Passkey)).Succeeded)
            return false;
        await signIn.RefreshSignInAsync(user);
        return true;
    }

    /// <summary>Removes a passkey.</summary>
    /// <param name="id">Its <see cref="Passkey.Id"/>.</param>
    public async Task RemovePasskeyAsync(string id)
    {
        var user = await ConfirmedUserAsync();
        if (id.Length % 2 != 0 || !id.All(char.IsAsciiHexDigit))
            return;
        await AuditAsync("passkey removed");
        if ((await Users.RemovePasskeyAsync(user, Convert.FromHexString(id))).Succeeded)
            await RemovedAsync(user);
    }

    private async Task<PasskeyAttestationResult?> AttestAsync(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null; // The browser did not ask for a challenge, or too long ago.
        }
    }

    // The first look at the page makes the key, and two at once must not make two.
    private async Task<string> KeyAsync(User user)
    {
        await KeyTurn.WaitAsync();
        try
        {
            if (await Users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 })
                await Users.ResetAuthenticatorKeyAsync(user);
            return await Users.GetAuthenticatorKeyAsync(user) ?? "";
        }
        finally
        {
            KeyTurn.Release();
        }
    }

    // Where the role demands a second factor, sessions without one open nothing.
    private async Task RemovedAsync(User user)
    {
        await signIn.RefreshSignInAsync(user);
        if (!await Users.HasSecondFactorAsync(user))
            await sessions.EndOfUserAsync(user.Id, exceptId: signIn.Context.User.FindFirstValue(UserClaims.Session));
    }

    private Task<User> ConfirmedUserAsync() => actors.MustSetUpSecondFactor(signIn.Context.User) || signIn.Context.User.IsRecent(time.GetUtcNow())
        ? UserAsync()
        : throw new ConfirmationRequiredException();

    private async Task<User> UserAsync() =>
        await Users.GetUserAsync(signIn.Context.User) ?? throw new InvalidOperationException("Nobody is signed in.");

    private Task AuditAsync(string what) => audit.WriteAsync(actors.Of(signIn.Context.User), AuditAction.User, what);
}

/// <summary>The second factors of a user.</summary>
public sealed record SecondFactors
{
    /// <summary>Whether codes of an app are asked at sign-in.</summary>
    public required bool HasApp { get; init; }

    /// <summary>The key to type into the app, in Base32.</summary>
    public required string Key { get; init; }

    /// <summary>The QR code to scan with the app, as SVG.</summary>
    public required string QrCode { get; init; }

    /// <summary>The number of recovery codes that have not been used.</summary>
    public required int RecoveryCodesLeft { get; init; }

    /// <summary>The passkeys.</summary>
    public required IReadOnlyList<Passkey> Passkeys { get; init; }
}

/// <summary>A passkey.</summary>
/// <param name="Id">Identifies it.</param>
/// <param name="Name">The name that its owner gave it.</param>
/// <param name="CreatedUtc">When it was made.</param>
public sealed record Passkey(string Id, string? Name, DateTime CreatedUtc);
