using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.People;

/// <summary>Reads the users.</summary>
public sealed class UserQueries(IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Lists users in the order in which they were invited.</summary>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<UserItem>> ListAsync(string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        // Users are few, and none is ever deleted: a position is the number of users before it.
        var skipped = (int)Math.Clamp(Cursor.Read(ListKind.Users, cursor)?[0] ?? 0, 0, int.MaxValue);
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var rows = await Items(primary).OrderBy(row => row.CreatedUtc).ThenBy(row => row.Id)
            .Skip(skipped).Take(limit + 1).Select(row => row.Item).ToListAsync(cancellation);
        return Cursor.Cut(ListKind.Users, rows, limit, _ => skipped + limit);
    }

    /// <summary>Finds a user; <see langword="null"/> if there is none.</summary>
    public async Task<UserItem?> FindAsync(string id, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await Items(primary).Where(row => row.Id == id).Select(row => row.Item).SingleOrDefaultAsync(cancellation);
    }

    private static IQueryable<Row> Items(PrimaryContext primary) => primary.Users.Select(user => new Row
    {
        Id = user.Id,
        CreatedUtc = user.CreatedUtc,
        Item = new UserItem
        {
            Id = user.Id,
            Email = user.Email!,
            Name = user.Name,
            Role = primary.UserRoles.Where(link => link.UserId == user.Id)
                .Join(primary.Roles, link => link.RoleId, role => role.Id, (link, role) => role.Name!).FirstOrDefault() ?? "",
            Disabled = user.IsDisabled,
            StaffPhone = user.StaffPhone,
            Accounts = user.Accounts,
            LastSeenUtc = user.LastSeenUtc,
            IsInvited = user.PasswordHash == null,
        },
    });

    private sealed class Row
    {
        public required string Id { get; init; }

        public DateTime CreatedUtc { get; init; }

        public required UserItem Item { get; init; }
    }
}
