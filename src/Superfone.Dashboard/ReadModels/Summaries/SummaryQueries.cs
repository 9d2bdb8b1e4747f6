using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Summaries;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Summaries;

/// <summary>Reads summaries that wait for their call.</summary>
public sealed class SummaryQueries(IDbContextFactory<ReadModelContext> contexts)
{
    private const int MostCandidates = 20;
    private static readonly long Window = (long)Summary.InferenceWindow.TotalMilliseconds;

    /// <summary>Lists waiting summaries, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public async Task<Page<UnmatchedSummary>> ListUnmatchedAsync(
        Visibility visibility, SummaryFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default)
    {
        var before = Cursor.Read(ListKind.Summaries, cursor)?[0] ?? long.MaxValue;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var waiting = readModel.Summaries.AsNoTracking().Where(summary => summary.CdrId == null && summary.DeliveryId < before);
        var terms = (filter.Q ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(QueryLimits.MostWords).ToList();

        // Transcripts are stored compressed, so words are not searched for by SQL. Few summaries wait.
        var rows = await waiting.OrderByDescending(summary => summary.DeliveryId).AsAsyncEnumerable()
            .Where(summary => terms.TrueForAll(term => Mentions(summary, term))).Take(limit + 1).ToListAsync(cancellation);
        var page = Cursor.Cut(ListKind.Summaries, rows, limit, summary => summary.DeliveryId);
        var candidates = await CandidatesAsync(readModel, page.Items, cancellation);
        return new Page<UnmatchedSummary>([.. page.Items.Select(summary => ToItem(summary, candidates[summary.DeliveryId]))], page.NextCursor);
    }

    /// <summary>The number of summaries that wait for their call.</summary>
    public async Task<int> CountUnmatchedAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        return await readModel.Summaries.CountAsync(summary => summary.CdrId == null && summary.DeliveryId > 0, cancellation);
    }

    // The calls that inference chooses from; one query for all summaries of a page. CROSS keeps SQLite from reading all summaries or calls first.
    private static async Task<ILookup<long, long>> CandidatesAsync(
        ReadModelContext readModel, IReadOnlyList<Summary> summaries, CancellationToken cancellation)
    {
        var ids = JsonSerializer.Serialize(summaries.Select(summary => summary.DeliveryId));
        var rows = await readModel.Database.SqlQuery<Candidate>(
            $"""
            SELECT Summaries.DeliveryId, Calls.CdrId
            FROM json_each({ids}) AS Waiting
            CROSS JOIN Summaries ON Summaries.DeliveryId = Waiting.value AND Summaries.CdrId IS NULL
            CROSS JOIN Calls ON Calls.Outcome = 1 AND Calls.SummaryUuid IS NULL
                AND Calls.AccountKey = Summaries.AccountKey AND Calls.DurationSeconds = Summaries.DurationSeconds
                AND Calls.EndedUtc BETWEEN Summaries.ReceivedUtc - {Window} AND Summaries.ReceivedUtc
            ORDER BY Calls.EndedUtc DESC
            """).ToListAsync(cancellation);
        return rows.ToLookup(row => row.DeliveryId, row => row.CdrId);
    }

    private static UnmatchedSummary ToItem(Summary summary, IEnumerable<long> candidates) => new()
    {
        CdrUuid = summary.CdrUuid,
        DeliveryId = summary.DeliveryId,
        Text = summary.Text,
        Insights = summary.Insights,
        DurationSeconds = summary.DurationSeconds,
        ReceivedUtc = summary.ReceivedUtc,
        Candidates = [.. candidates.Take(MostCandidates)],
    };

    private static bool Mentions(Summary summary, string term) =>
        summary.Insights.SelectMany(insight => new[] { insight.Title, insight.Value }).Concat(summary.Transcript.Select(turn => turn.Text)).Prepend(summary.Text)
            .Any(text => text?.Contains(term, StringComparison.OrdinalIgnoreCase) == true);

    private sealed record Candidate(long DeliveryId, long CdrId);
}
