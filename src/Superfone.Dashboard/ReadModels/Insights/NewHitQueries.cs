using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
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
        if (keys.Count == 0)
            return NewHits.None;
        var found = query.Show switch
        {
            InsightView.Summaries => await conversations.SummariesAmongAsync(readModel, query.Filter, keys, cancellation),
            InsightView.Transcripts => await conversations.SpokenAmongAsync(readModel, query.Filter, keys, cancellation),
            InsightView.Insights => await insights.AmongAsync(readModel, query.Filter, keys, cancellation),
        };
        return new NewHits(found.Count, keys.Count > MostLookedThrough);
    }

    /// <summary>The calls, by sort key, of the summaries that are searched, and one more if there are more.</summary>
    internal static IQueryable<long> Arrived(ReadModelContext readModel, long after, long until) => readModel.Summaries
        .Where(summary => summary.CdrId != null && summary.DeliveryId > after && summary.DeliveryId <= until)
        .OrderByDescending(summary => summary.DeliveryId).Take(MostLookedThrough + 1)
        .Join(readModel.Calls, summary => summary.CdrId, call => call.CdrId, (_, call) => call.SortKey);
}
