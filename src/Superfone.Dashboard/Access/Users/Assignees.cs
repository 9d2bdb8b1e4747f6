using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Access.Users;

/// <summary>The users who can be given follow-ups: those who may work them and have not been disabled.</summary>
public sealed class Assignees(IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Lists them by name.</summary>
    public async Task<IReadOnlyList<Assignee>> ListAsync(CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var users = await (
            from user in primary.Users
            join link in primary.UserRoles on user.Id equals link.UserId
            join role in primary.Roles on link.RoleId equals role.Id
            where !user.IsDisabled
            select new { user.Id, user.Name, user.Email, user.Accounts, Role = role.Name }).ToListAsync(cancellation);
        return
        [
            .. users.Where(user => RolePermissions.Of(user.Role).Contains(Permission.WorkFollowUps))
                .Select(user => new Assignee(user.Id, user.Name ?? user.Email ?? user.Id, user.Accounts))
                .OrderBy(user => user.Name, StringComparer.CurrentCultureIgnoreCase),
        ];
    }
}

/// <summary>A user who can be given follow-ups.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name, or else their email.</param>
/// <param name="Accounts">The Superfone numbers whose calls they see, as keys; <see langword="null"/> for all.</param>
public sealed record Assignee(string Id, string Name, IReadOnlyList<string>? Accounts)
{
    /// <summary>Whether they see the calls of a Superfone number.</summary>
    /// <param name="accountKey">The number as a key; <see langword="null"/> if it is not known.</param>
    public bool Sees(string? accountKey) => Accounts is null || (accountKey is not null && Accounts.Contains(accountKey));
}
