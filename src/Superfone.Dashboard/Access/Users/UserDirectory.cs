using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>
/// Invites, changes and signs out users. Each change and its entry in the audit log are one transaction, which begins with the only write
/// lock of the database: of two changes at once, the second sees the first, so that somebody always is an owner.
/// </summary>
public sealed class UserDirectory(IServiceScopeFactory scopes, UserSessions sessions, ApiTokens tokens, AuditLog audit, PhoneBook phones, TimeProvider time)
{
    /// <summary>The maximum number of characters of a name.</summary>
    public const int MostNameCharacters = 100;

    /// <summary>The role of most people.</summary>
    public static string UsualRole => Roles.Agent;

    private const int MostEmailCharacters = 254;

    /// <summary>Adds a user, who chooses a password through the link.</summary>
    /// <param name="email">The email.</param>
    /// <param name="role">The role, in any case.</param>
    /// <param name="by">Who invites them.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task<UserChangeResult> InviteAsync(string email, string role, Actor by)
    {
        by.Require(Permission.ManageUsers);
        email = email.Trim();
        Dictionary<string, string> problems = [];
        if (email.Length > MostEmailCharacters || !new EmailAddressAttribute().IsValid(email) || !MailAddress.TryCreate(email, out var mailbox) || mailbox.Address != email)
            problems["email"] = "It is not an email address.";
        if (Roles.Find(role) is not { } found)
            return Invalid(problems, "role", RoleProblem(role));
        if (problems.Count > 0)
            return UserChangeResult.Invalid(problems);

        return await ChangeAsync(async (users, primary) =>
        {
            if (await users.FindByEmailAsync(email) is not null)
                return UserChangeResult.Refused(UserChangeOutcome.EmailTaken);
            var user = new User { UserName = email, Email = email, CreatedUtc = time.GetUtcNow().UtcDateTime };
            Require(await users.CreateAsync(user));
            Require(await users.AddToRoleAsync(user, found));
            primary.AuditEntries.Add(audit.EntryOf(by, AuditAction.User, $"{email} invite {found}"));
            return UserChangeResult.Done(await LinkAsync(users, user));
        });
    }

    /// <summary>Makes a link with which a user chooses another password. The link before it ends; sessions stay.</summary>
    /// <param name="id">The user.</param>
    /// <param name="by">Who makes it.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task<UserChangeResult> ResetAsync(string id, Actor by)
    {
        by.Require(Permission.ManageUsers);
        return await ChangeAsync(async (users, primary) =>
        {
            if (await users.FindByIdAsync(id) is not { } user)
                return UserChangeResult.Refused(UserChangeOutcome.Unknown);
            if (user.IsDisabled)
                return UserChangeResult.Refused(UserChangeOutcome.Disabled);
            Require(await users.UpdateSecurityStampAsync(user));
            primary.AuditEntries.Add(audit.EntryOf(by, AuditAction.User, $"{user.Email} link"));
            return UserChangeResult.Done(await LinkAsync(users, user));
        });
    }

    /// <summary>Finds the id of the user with an email; <see langword="null"/> if there is none.</summary>
    public async Task<string?> FindAsync(string email)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByEmailAsync(email.Trim()))?.Id;
    }

    /// <summary>Changes a user. Whoever may now see or do something else is signed out everywhere.</summary>
    /// <param name="id">The user.</param>
    /// <param name="patch">The changes.</param>
    /// <param name="by">Who changes them.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task<UserChangeResult> ChangeAsync(string id, UserPatch patch, Actor by)
    {
        by.Require(Permission.ManageUsers);
        Dictionary<string, string> problems = [];
        var wanted = Normalize(patch, problems);
        if (problems.Count > 0)
            return UserChangeResult.Invalid(problems);

        var isSignedOut = false;
        var result = await ChangeAsync(async (users, primary) =>
        {
            if (await users.FindByIdAsync(id) is not { } user)
                return UserChangeResult.Refused(UserChangeOutcome.Unknown);
            var roles = await users.GetRolesAsync(user);
            var (wasOwner, isOwner) = (!user.IsDisabled && roles.Contains(Roles.Owner), !(wanted.Disabled ?? user.IsDisabled) && (wanted.Role ?? roles.FirstOrDefault()) == Roles.Owner);
            if (wasOwner && !isOwner && !await HasOtherOwnerAsync(primary, id))
                return UserChangeResult.Refused(UserChangeOutcome.LastOwner);

            var changes = Apply(user, wanted);
            if (wanted.Role is { } role && !roles.SequenceEqual([role]))
            {
                Require(await users.RemoveFromRolesAsync(user, roles));
                Require(await users.AddToRoleAsync(user, role));
                changes.Add($"role {role}");
            }

            if (changes.Count == 0)
                return UserChangeResult.Done();

            // Open links of a disabled user end too.
            Require(user.IsDisabled ? await users.UpdateSecurityStampAsync(user) : await users.UpdateAsync(user));
            primary.AuditEntries.Add(audit.EntryOf(by, AuditAction.User, $"{user.Email} {string.Join(", ", changes)}"));
            isSignedOut = changes.Any(change => change is not ("name" or "enable"));
            if (isSignedOut)
                await primary.Sessions.Where(session => session.UserId == id).ExecuteDeleteAsync();
            return UserChangeResult.Done();
        });
        if (result.Outcome == UserChangeOutcome.Done && isSignedOut)
            sessions.ForgetOfUser(id);
        if (result.Outcome == UserChangeOutcome.Done)
            tokens.Forget(); // A disabled user's end, and those that are more than their maker is now.
        return result;
    }

    /// <summary>Ends all sessions of a user.</summary>
    /// <param name="id">The user.</param>
    /// <param name="by">Who ends them.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task<UserChangeResult> SignOutAsync(string id, Actor by)
    {
        by.Require(Permission.ManageUsers);
        var result = await ChangeAsync(async (users, primary) =>
        {
            if (await users.FindByIdAsync(id) is not { } user)
                return UserChangeResult.Refused(UserChangeOutcome.Unknown);
            primary.AuditEntries.Add(audit.EntryOf(by, AuditAction.User, $"{user.Email} signOut"));
            await primary.Sessions.Where(session => session.UserId == id).ExecuteDeleteAsync();
            return UserChangeResult.Done();
        });
        if (result.Outcome == UserChangeOutcome.Done)
            sessions.ForgetOfUser(id);
        return result;
    }

    private async Task<UserChangeResult> ChangeAsync(Func<UserManager<User>, PrimaryContext, Task<UserChangeResult>> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var primary = scope.ServiceProvider.GetRequiredService<PrimaryContext>();
        await using var transaction = await primary.BeginWriteAsync();
        var result = await change(scope.ServiceProvider.GetRequiredService<UserManager<User>>(), primary);
        if (result.Outcome != UserChangeOutcome.Done)
            return result;
        await primary.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }

    private UserPatch Normalize(UserPatch patch, Dictionary<string, string> problems)
    {
        var name = patch.Name is { } given ? new NewValue<string?>(Texts.Filled(given.Value?.Trim())) : null;
        if (name?.Value?.Length > MostNameCharacters)
            problems["name"] = $"It is longer than {MostNameCharacters} characters.";
        var role = patch.Role is { } asked ? Roles.Find(asked) : null;
        if (patch.Role is not null && role is null)
            problems["role"] = RoleProblem(patch.Role);
        if (patch.Accounts is { Value.Count: 0 })
            problems["accounts"] = "Name at least one Superfone number, or null for all.";
        return patch with
        {
            Name = name,
            Role = role,
            StaffPhone = patch.StaffPhone is { } phone ? new(phone.Value is { } number ? KeyOf(number, "staffPhone") : null) : null,
            Accounts = patch.Accounts is { } accounts ? new(accounts.Value is { } numbers ? [.. numbers.Select(number => KeyOf(number, "accounts")).Distinct().Order(StringComparer.Ordinal)] : null) : null,
        };

        string KeyOf(string number, string member)
        {
            if (phones.KeyOf(number) is { } key)
                return key;
            problems[member] = $"'{(number.Length > 40 ? $"{number[..40]}…" : number)}' is not a phone number.";
            return number;
        }
    }

    // The changes, as the audit log names them.
    private static List<string> Apply(User user, UserPatch wanted)
    {
        List<string> changes = [];
        if (wanted.Name is { } name && name.Value != user.Name)
        {
            user.Name = name.Value;
            changes.Add("name");
        }

        if (wanted.StaffPhone is { } phone && phone.Value != user.StaffPhone)
        {
            user.StaffPhone = phone.Value;
            changes.Add("staffPhone");
        }

        if (wanted.Accounts is { } accounts && !(accounts.Value ?? []).SequenceEqual(user.Accounts ?? []))
        {
            user.Accounts = accounts.Value;
            changes.Add("accounts");
        }

        if (wanted.Disabled is { } disabled && disabled != user.IsDisabled)
        {
            user.IsDisabled = disabled;
            changes.Add(disabled ? "disable" : "enable");
        }

        return changes;
    }

    // Somebody who was invited and has not chosen a password yet cannot sign in.
    private static Task<bool> HasOtherOwnerAsync(PrimaryContext primary, string id) => (
        from link in primary.UserRoles
        join role in primary.Roles on link.RoleId equals role.Id
        join user in primary.Users on link.UserId equals user.Id
        where role.Name == Roles.Owner && !user.IsDisabled && user.PasswordHash != null && user.Id != id
        select user.Id).AnyAsync();

    private static async Task<InviteLink> LinkAsync(UserManager<User> users, User user) => new(user.Id, await users.GeneratePasswordResetTokenAsync(user));

    private static string RoleProblem(string role) => $"'{(role.Length > 40 ? $"{role[..40]}…" : role)}' is not one of {string.Join(", ", Roles.All)}.";

    private static UserChangeResult Invalid(Dictionary<string, string> problems, string member, string problem)
    {
        problems[member] = problem;
        return UserChangeResult.Invalid(problems);
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
