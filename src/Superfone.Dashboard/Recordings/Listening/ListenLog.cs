using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Recordings.Listening;

/// <summary>Records which user has listened to which recording.</summary>
public sealed class ListenLog(IDbContextFactory<ReadModelContext> contexts, ListenTable listens, PrimaryWriter writer, ReadLog reads, TimeProvider time)
{
    /// <summary>Marks a call's recording as heard; only the first time counts. The audit log has each.</summary>
    /// <param name="cdrId">The call.</param>
    /// <param name="by">Who listened.</param>
    /// <returns>Whether this was the first time; <see langword="false"/> too for a call that they may not see.</returns>
    /// <exception cref="System.Data.Common.DbException">It could not be stored.</exception>
    public async Task<bool> MarkAsync(long cdrId, Actor by)
    {
        by.Require(Permission.Listen);
        if (!await contexts.SeesCallAsync(by.Visibility, cdrId))
            return false;
        await reads.ListenAsync(by, cdrId);
        return await writer.RunAsync(() => listens.Add(cdrId, by.Name, time.GetUtcNow().UtcDateTime));
    }
}
