using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Access;

/// <summary>Creates the owner once, from the configuration or through the one-time link to the set-up page.</summary>
public sealed class OwnerAccount(UserManager<IdentityUser> users, RoleManager<IdentityRole> roles, SettingStore settings)
{
    /// <summary>Whether an owner exists.</summary>
    public async Task<bool> ExistsAsync() =>
        await roles.RoleExistsAsync(Roles.Owner) && (await users.GetUsersInRoleAsync(Roles.Owner)).Count > 0;

    /// <summary>Whether a token is that of the set-up link; always <see langword="false"/> once the link has been used.</summary>
    public bool IsSetupToken(string? presented) =>
        presented is not null && settings.Find(SettingStore.SetupToken) is { } token
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented), Encoding.UTF8.GetBytes(token));

    /// <summary>Creates the roles and the owner.</summary>
    /// <returns>One sentence per error; empty on success.</returns>
    public async Task<IReadOnlyList<string>> CreateAsync(IdentityUser owner, string password)
    {
        foreach (var role in Roles.All)
        {
            if (!await roles.RoleExistsAsync(role))
                await roles.CreateAsync(new IdentityRole(role));
        }

        var created = await users.CreateAsync(owner, password);
        if (created.Succeeded)
            created = await users.AddToRoleAsync(owner, Roles.Owner);
        return [.. created.Errors.Select(error => error.Description)];
    }

    /// <summary>Creates the owner through the set-up link, which then expires.</summary>
    /// <returns>One sentence per error; empty on success.</returns>
    public async Task<IReadOnlyList<string>> SetUpAsync(string? token, IdentityUser owner, string password)
    {
        // If two people submit the form at once, only one of them removes the token.
        if (!IsSetupToken(token) || !await settings.RemoveAsync(SettingStore.SetupToken))
            return ["This link has been used already."];

        var errors = await CreateAsync(owner, password);
        if (errors.Count > 0)
            await settings.GetOrAddAsync(SettingStore.SetupToken, token!);
        return errors;
    }
}
