using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.SignIn;

/// <summary>The requests of <c>js/passkeys.js</c>.</summary>
internal static class PasskeyEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        var passkeys = endpoints.MapGroup("/passkeys").ExcludeFromDescription();
        passkeys.MapPost("/request-options", async (SignInManager<User> signIn) =>
            Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null!), "application/json")).AllowAnonymous().DisableAntiforgery();
        passkeys.MapPost("/sign-in", SignInAsync).WithMetadata(new StartsSessionAttribute()).AllowAnonymous().DisableAntiforgery();
        passkeys.MapPost("/creation-options", async (Authenticator authenticator) =>
            Results.Content(await authenticator.PasskeyOptionsAsync(), "application/json")).RequireAuthorization(PermissionPolicies.User).DisableAntiforgery();
        passkeys.MapPost("/", async (NewPasskey passkey, Authenticator authenticator) =>
            passkey.Credential.ValueKind == JsonValueKind.Object && await authenticator.AddPasskeyAsync(passkey.Credential.GetRawText(), passkey.Name)
                ? Results.NoContent() : Results.BadRequest())
            .RequireAuthorization(PermissionPolicies.User).DisableAntiforgery();
    }

    private static async Task<IResult> SignInAsync(JsonElement credential, SignInManager<User> signIn, SignInThrottle throttle, DeviceCookie devices, AuditLog audit)
    {
        var address = AddressClaim.Of(signIn.Context) ?? "";
        var attempt = new SignInAttempt(address, $"passkey from {address}", null);
        if (throttle.Begin(attempt) > TimeSpan.Zero)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        var result = await VerifyAsync(signIn, credential);
        var name = result.Succeeded ? signIn.Context.User.Identity?.Name ?? "passkey" : "passkey";
        await audit.WriteAsync(Actor.NotSignedIn(name, address), result.Succeeded ? AuditAction.SignIn : AuditAction.SignInFailed);
        if (!result.Succeeded)
            return Results.Unauthorized();
        throttle.Succeed(attempt);
        if (signIn.UserManager.GetUserId(signIn.Context.User) is { } userId)
            devices.Remember(signIn.Context, userId);
        return Results.NoContent();
    }

    private static async Task<SignInResult> VerifyAsync(SignInManager<User> signIn, JsonElement credential)
    {
        try
        {
            return await signIn.PasskeySignInAsync(credential.GetRawText());
        }
        catch (InvalidOperationException)
        {
            return SignInResult.Failed; // The browser did not ask for a challenge, or too long ago.
        }
    }

    private sealed record NewPasskey(JsonElement Credential, string? Name);
}
