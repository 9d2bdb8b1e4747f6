using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access;

/// <summary>Signs users in with email and password.</summary>
public sealed class PasswordSignIn(SignInManager<User> signIn, AuditLog audit, IHttpContextAccessor http)
{
    /// <summary>Signs a user in; the response sets the cookie.</summary>
    /// <param name="email">The email, as typed.</param>
    /// <param name="password">The password.</param>
    /// <param name="remembers">Whether the browser stays signed in when it is closed.</param>
    public async Task<SignInResult> SignInAsync(string email, string password, bool remembers)
    {
        var result = await signIn.PasswordSignInAsync(email, password, remembers, lockoutOnFailure: true);
        var actor = new Actor { Name = email, Address = AddressClaim.Of(http.HttpContext), Permissions = new HashSet<Permissions.Permission>() };
        await audit.WriteAsync(actor, result.Succeeded ? AuditAction.SignIn : AuditAction.SignInFailed);
        return result;
    }
}
