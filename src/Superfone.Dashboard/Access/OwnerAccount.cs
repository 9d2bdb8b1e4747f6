using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.SignIn;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access;

/// <summary>Creates the owner once, from the configuration or through the one-time link to the set-up page.</summary>
public sealed class OwnerAccount(
    UserManager<User> users, RoleManager<IdentityRole> roles, SignInManager<User> signIn, IHttpContextAccessor http, DeviceCookie devices,
    PrimaryContext primary, AuditLog audit, SettingStore settings, AccountErrors errors, TimeProvider time)
{
    /// <summary>Whether an owner exists.</summary>
    public async Task<bool> ExistsAsync() => (await users.GetUsersInRoleAsync(Roles.Owner)).Count > 0;

    /// <summary>Whether a token is that of the set-up link; always <see langword="false"/> once the link has been used.</summary>
    public bool IsSetupToken(string? presented) =>
        presented is not null && settings.Find(SettingStore.SetupToken) is { } token
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented), Encoding.UTF8.GetBytes(token));

    /// <summary>Creates the roles that do not exist yet.</summary>
    public async Task CreateRolesAsync()
    {
        var existing = await primary.Roles.Select(role => role.Name).ToListAsync();
        primary.Roles.AddRange(Roles.All.Except(existing).Select(role => new IdentityRole(role!) { NormalizedName = roles.NormalizeKey(role) }));
        await primary.SaveChangesAsync();
    }

    /// <summary>Creates the owner; the roles exist.</summary>
    /// <returns>One sentence per error; empty on success.</returns>
    public async Task<IReadOnlyList<string>> CreateAsync(string email, string password) => await CreateAsync(NewOwner(email), password);

    /// <summary>Creates the owner through the set-up link, which then expires, and signs them in.</summary>
    /// <returns>One sentence per error; empty on success.</returns>
    public async Task<IReadOnlyList<string>> SetUpAsync(string? token, string email, string password)
    {
        // If two people submit the form at once, only one of them removes the token.
        if (!IsSetupToken(token) || !await settings.RemoveAsync(SettingStore.SetupToken))
            return [errors.LinkUsed().Description];

        var owner = NewOwner(email);
        var problems = await CreateAsync(owner, password);
        if (problems.Count > 0)
        {
            await settings.GetOrAddAsync(SettingStore.SetupToken, token!);
            return problems;
        }

        await audit.WriteAsync(ActorOf(owner), AuditAction.SignIn);
        await signIn.SignInAsync(owner, isPersistent: false);
        devices.Remember(signIn.Context, owner.Id);
        return [];
    }

    private Actor ActorOf(User owner) => Actor.NotSignedIn(owner.Email!, AddressClaim.Of(http.HttpContext), owner.Id);

    private User NewOwner(string email) => new() { UserName = email, Email = email, CreatedUtc = time.GetUtcNow().UtcDateTime };

    private async Task<IReadOnlyList<string>> CreateAsync(User owner, string password)
    {
        var created = await users.CreateAsync(owner, password);
        if (created.Succeeded)
        {
            await audit.WriteAsync(ActorOf(owner), AuditAction.User, $"{owner.Email} first owner");
            created = await users.AddToRoleAsync(owner, Roles.Owner);
        }

        return [.. created.Errors.Select(error => error.Description)];
    }
}
