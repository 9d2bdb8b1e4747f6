using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.People;

/// <summary>Reads the audit log.</summary>
public sealed class AuditQueries(IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Lists entries, newest first.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<AuditItem>> ListAsync(AuditFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var entries = primary.AuditEntries.AsNoTracking();
        if (filter.From is { } from)
            entries = entries.Where(entry => entry.AtUtc >= from);
        if (filter.To is { } to)
            entries = entries.Where(entry => entry.AtUtc < to);
        if (filter.User is { } user)
            entries = entries.Where(entry => entry.User == user);
        if (filter.Action is { } action)
            entries = entries.Where(entry => entry.Action == action);
        if (Cursor.Read(ListKind.Audit, cursor, numbers: 2) is [var at, var id])
        {
            var before = Cursor.InstantOf(at);
            entries = entries.Where(entry => entry.AtUtc <= before && (entry.AtUtc < before || entry.Id < id));
        }

        var rows = await entries.OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.Id).Take(limit + 1)
            .Select(entry => new AuditItem(entry.AtUtc, entry.User, entry.Action, entry.Subject, entry.Address) { Id = entry.Id }).ToListAsync(cancellation);
        return Cursor.Cut(ListKind.Audit, rows, limit, row => [UtcMilliseconds.Of(row.AtUtc), row.Id]);
    }

    /// <summary>Who the log names, by name; at most 200.</summary>
    public async Task<IReadOnlyList<string>> UsersAsync(CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.Database.SqlQueryRaw<string>(SkipScan.Through("AuditEntries", "\"user\"")).ToListAsync(cancellation);
    }
}
