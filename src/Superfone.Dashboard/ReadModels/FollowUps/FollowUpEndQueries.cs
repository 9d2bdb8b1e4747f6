using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.FollowUps;

/// <summary>Reads when claims of follow-ups, and the times until which they are put off, end.</summary>
public sealed class FollowUpEndQueries(IDbContextFactory<ReadModelContext> contexts)
{
    /// <summary>The follow-ups of which one ends in a range of time.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="after">The instant before the first, UTC.</param>
    /// <param name="until">The last instant, UTC.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyCollection<long>> BetweenAsync(Visibility visibility, DateTime after, DateTime until, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var claimed = await readModel.FollowUps.Where(row => row.ClaimedUntilUtc > after && row.ClaimedUntilUtc <= until).Select(row => row.Id).ToListAsync(cancellation);
        var snoozed = await readModel.FollowUps.Where(row => row.SnoozedUntilUtc > after && row.SnoozedUntilUtc <= until).Select(row => row.Id).ToListAsync(cancellation);
        return [.. claimed.Union(snoozed)];
    }

    /// <summary>The missed calls that some follow-ups count: they say who is calling back.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="ids">The follow-ups.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<long>> MissedCallsAsync(Visibility visibility, IReadOnlyCollection<long> ids, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await (
            from followUp in readModel.FollowUps.Where(followUp => EF.Parameter(ids).Contains(followUp.Id))
            from call in readModel.Calls.Where(call => call.PhoneKey == followUp.PhoneKey && call.SortKey >= followUp.Id && call.SortKey <= followUp.LastMissedKey && call.Missed)
            select call.CdrId).ToListAsync(cancellation);
    }

    /// <summary>The next end; <see langword="null"/> if there is none.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="after">The instant before, UTC.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<DateTime?> NextAsync(Visibility visibility, DateTime after, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var claim = await readModel.FollowUps.Where(row => row.ClaimedUntilUtc > after).MinAsync(row => row.ClaimedUntilUtc, cancellation);
        var snooze = await readModel.FollowUps.Where(row => row.SnoozedUntilUtc > after).MinAsync(row => row.SnoozedUntilUtc, cancellation);
        return claim is null || snooze < claim ? snooze : claim;
    }
}
