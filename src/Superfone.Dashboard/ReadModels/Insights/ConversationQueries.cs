using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.ReadModels.Summaries;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Insights;

/// <summary>Reads summaries and transcripts across calls.</summary>
public sealed class ConversationQueries(IDbContextFactory<ReadModelContext> contexts, PhoneBook phones, CallItems items)
{
    private const int MostTurns = 3;

    /// <summary>Lists calls with a summary, newest first.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter; its words must be in the summary's text.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public Task<Page<CallItem>> ListSummariesAsync(
        Visibility visibility, InsightFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default) =>
        ListAsync(visibility, FullText.OfSummaries, ListKind.CallSummaries, filter, (_, calls) => Task.FromResult(calls), cursor, limit, cancellation);

    /// <summary>Lists calls in which words were spoken, newest first, with the sentences.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="filter">The filter. All of its words must have been spoken in the call; without words nothing is listed.</param>
    /// <param name="cursor">The <see cref="Page{T}.NextCursor"/> of the previous page; <see langword="null"/> for the first one.</param>
    /// <param name="limit">The maximum number of items, 1 to <see cref="PageSize.Max"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <exception cref="CursorFormatException">The cursor does not come from this list.</exception>
    public Task<Page<SpokenItem>> ListSpokenAsync(
        Visibility visibility, InsightFilter filter, string? cursor = null, int limit = PageSize.Default, CancellationToken cancellation = default) => filter.Words.IsEmpty
        ? Task.FromResult(new Page<SpokenItem>([], null))
        : ListAsync(visibility, FullText.OfTranscripts, ListKind.Spoken, filter, (readModel, calls) => WithTurnsAsync(readModel, calls, filter.Words, cancellation), cursor, limit, cancellation);

    /// <summary>The calls among some, by sort key, that <see cref="ListSummariesAsync"/> would list.</summary>
    internal Task<HashSet<long>> SummariesAmongAsync(ReadModelContext readModel, InsightFilter filter, IReadOnlyList<long> keys, CancellationToken cancellation) =>
        AmongAsync(FullText.OfSummaries, readModel, filter, keys, cancellation);

    /// <summary>The calls among some, by sort key, that <see cref="ListSpokenAsync"/> would list.</summary>
    internal async Task<HashSet<long>> SpokenAmongAsync(ReadModelContext readModel, InsightFilter filter, IReadOnlyList<long> keys, CancellationToken cancellation) =>
        filter.Words.IsEmpty ? [] : await AmongAsync(FullText.OfTranscripts, readModel, filter, keys, cancellation);

    private async Task<Page<T>> ListAsync<T>(
        Visibility visibility,
        FullText index,
        ListKind list,
        InsightFilter filter,
        Func<ReadModelContext, List<CallItem>, Task<List<T>>> complete,
        string? cursor,
        int limit,
        CancellationToken cancellation)
    {
        var before = Cursor.Read(list, cursor)?[0] ?? long.MaxValue;
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var calls = await ApplyFilterAsync(readModel, filter, cancellation);
        var keys = filter.Words.IsEmpty
            ? await calls.Before(before).Select(call => call.SortKey).Take(limit + 1).ToListAsync(cancellation)
            : await CallSearch.KeysAsync(index, readModel, calls, filter.Calls, phones, before, limit + 1, cancellation);
        var page = Cursor.Cut(list, keys, limit, key => key);
        var rows = await readModel.Calls.AsNoTracking().Where(call => EF.Parameter(page.Items).Contains(call.SortKey))
            .OrderByDescending(call => call.SortKey).WithContext(readModel).ToListAsync(cancellation);
        return new Page<T>(await complete(readModel, await items.OfAsync(readModel.Visibility, rows, cancellation)), page.NextCursor);
    }

    private async Task<HashSet<long>> AmongAsync(
        FullText index, ReadModelContext readModel, InsightFilter filter, IReadOnlyList<long> keys, CancellationToken cancellation)
    {
        var calls = (await ApplyFilterAsync(readModel, filter, cancellation)).Where(call => EF.Parameter(keys).Contains(call.SortKey));
        var passing = (await calls.Select(call => call.SortKey).ToListAsync(cancellation)).ToHashSet();
        if (passing.Count == 0 || filter.Words.IsEmpty)
            return passing;
        return [.. await index.CollectAsync(
            readModel,
            SearchTerms.Parse(filter.Q!, phones),
            passing.Min(),
            passing.Max() + 1,
            FullText.Only(passing),
            passing.Count,
            found => Task.FromResult(found.Where(passing.Contains).ToList()),
            cancellation)];
    }

    private async Task<IQueryable<Call>> ApplyFilterAsync(ReadModelContext readModel, InsightFilter filter, CancellationToken cancellation)
    {
        var calls = await readModel.Calls.AsNoTracking().ApplyFilterAsync(readModel, filter.Calls, phones, cancellation);
        return await calls.InStagesAsync(readModel, filter, phones, cancellation);
    }

    private static async Task<List<SpokenItem>> WithTurnsAsync(ReadModelContext readModel, List<CallItem> calls, WordSearch words, CancellationToken cancellation)
    {
        var transcripts = await CallTranscripts.OfAsync(readModel, calls, cancellation);
        return [.. calls.Select(call => Spoken(call, transcripts.GetValueOrDefault(call.CdrId, []), words))];
    }

    // The words need not be in one sentence; the sentences with most of them are the most useful.
    private static SpokenItem Spoken(CallItem call, IReadOnlyList<TranscriptTurn> transcript, WordSearch words)
    {
        var found = Conversation.Of(transcript, call.DurationSeconds).Turns.Select(turn => (Turn: turn, Found: words.Find(turn.Text))).ToList();
        var most = found.Select(turn => turn.Found.Terms).DefaultIfEmpty(0).Max();
        var best = found.Where(turn => turn.Found.Terms == most && most > 0).ToList();
        return new SpokenItem(
            call,
            [.. best.Take(MostTurns).Select(turn => new SpokenTurn(turn.Turn.Speaker, turn.Turn.Text, (int?)turn.Turn.Start, turn.Found.Spans))],
            Math.Max(0, best.Count - MostTurns));
    }
}
