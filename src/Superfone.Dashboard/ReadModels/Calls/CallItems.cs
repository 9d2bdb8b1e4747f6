using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Calls;

/// <summary>
/// Creates items of calls, from the read model and from the state of their recordings, which is only in the primary database.
/// </summary>
public sealed class CallItems(IDbContextFactory<ReadModelContext> contexts, IDbContextFactory<PrimaryContext> primaries, BusinessHours hours, TimeProvider time)
{
    private readonly UserNames _users = new(primaries);

    /// <summary>The calls as items, in the same order.</summary>
    internal async Task<List<CallItem>> OfAsync(Visibility visibility, IReadOnlyCollection<CallRow> rows, CancellationToken cancellation)
    {
        var recordings = await RecordingsAsync(rows, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var followUps = await CallFollowUps.OfAsync(contexts, visibility, rows, now, cancellation);
        var names = followUps.Values.Any(followUp => followUp.ClaimedBy is not null) ? await _users.ReadAsync(cancellation) : NamesOfUsers.None;
        return [.. rows.Select(row => row.ToItem(recordings, followUps, names, hours, now))];
    }

    private async Task<Dictionary<long, Recording>> RecordingsAsync(IEnumerable<CallRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Where(row => row.Call.RecordingExpiresUtc is not null).Select(row => row.Call.CdrId).ToList();
        if (ids.Count == 0)
            return [];
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        return await primary.Recordings.AsNoTracking().Where(recording => EF.Parameter(ids).Contains(recording.CdrId))
            .ToDictionaryAsync(recording => recording.CdrId, cancellation);
    }
}
