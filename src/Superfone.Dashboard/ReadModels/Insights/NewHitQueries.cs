using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>
/// Counts the new results of a search on the insights page. The receipt of the summary, not the time of the call, determines whether a
/// result is new: the two may be hours apart. See docs/decisions/0015.
/// </summary>
public sealed class NewHitQueries(IDbContextFactory<ReadModelContext> contexts, InsightQueries insights, ConversationQueries conversations)
{
    /// <summary>The number of summaries that are searched: the newest of those that arrived since.</summary>
    public const int MostLookedThrough = 2000;

    /// <summary>Counts the calls that a search finds by summaries that were received after one delivery and up to another.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="query">The search.</param>
    /// <param name="after">The last delivery that is known.</param>
    /// <param name="until">The last delivery that counts.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<NewHits> CountAsync(Visibility visibility, InsightQuery query, long after, long until = long.MaxValue, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var keys = await Arrived(readModel, after, until).ToListAsync(cancellation);
        return keys.Count == 0 ? NewHits.None : new NewHits((await FoundAsync(readModel, query, keys, cancellation)).Count, keys.Count > MostLookedThrough);
    }

    /// <summary>Finds the calls that a search finds by summaries that were received a moment ago, the last received first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="query">The search.</param>
    /// <param name="after">The last delivery that is known.</param>
    /// <param name="receivedUtc">The earliest receipt, UTC.</param>
    /// <param name="startedUtc">The earliest start of a call, UTC.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The calls, each with the receipt of its summary, UTC.</returns>
    public async Task<IReadOnlyList<(long CdrId, DateTime ReceivedUtc)>> RecentAsync(
        Visibility visibility, InsightQuery query, long after, DateTime receivedUtc, DateTime startedUtc, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var first = SortKey.First(startedUtc);
        var arrived = await readModel.Summaries.Where(summary => summary.CdrId != null && summary.DeliveryId > after)
            .OrderByDescending(summary => summary.DeliveryId).Take(MostLookedThrough).Where(summary => summary.ReceivedUtc >= receivedUtc)
            .Join(readModel.Calls.Where(call => call.SortKey >= first), summary => summary.CdrId, call => call.CdrId, (summary, call) => new { call.CdrId, call.SortKey, summary.ReceivedUtc, summary.DeliveryId })
            .OrderByDescending(row => row.DeliveryId).ToListAsync(cancellation);
        if (arrived.Count == 0)
            return [];
        var found = await FoundAsync(readModel, query, [.. arrived.Select(row => row.SortKey)], cancellation);
        return [.. arrived.Where(row => found.Contains(row.SortKey)).Select(row => (row.CdrId, row.ReceivedUtc))];
    }

    private async Task<HashSet<long>> FoundAsync(ReadModelContext readModel, InsightQuery query, IReadOnlyList<long> keys, CancellationToken cancellation) => query.Show switch
    {
        InsightView.Summaries => await conversations.SummariesAmongAsync(readModel, query.Filter, keys, cancellation),
        InsightView.Transcripts => await conversations.SpokenAmongAsync(readModel, query.Filter, keys, cancellation),
        InsightView.Insights => await insights.AmongAsync(readModel, query.Filter, keys, cancellation),
    };

    /// <summary>The calls, by sort key, of the summaries that are searched, and one more if there are more.</summary>
    internal static IQueryable<long> Arrived(ReadModelContext readModel, long after, long until) => readModel.Summaries
        .Where(summary => summary.CdrId != null && summary.DeliveryId > after && summary.DeliveryId <= until)
        .OrderByDescending(summary => summary.DeliveryId).Take(MostLookedThrough + 1)
        .Join(readModel.Calls, summary => summary.CdrId, call => call.CdrId, (_, call) => call.SortKey);
}
