using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>Searches calls, contacts and more at once, fast enough for search-as-you-type.</summary>
public sealed class SearchQueries(IDbContextFactory<ReadModelContext> contexts, ContactQueries contacts, PhoneBook phones, CallItems items)
{
    /// <summary>Shorter text is not searched: nearly everything contains it.</summary>
    public const int ShortestText = 2;

    private const int Most = 5;

    /// <summary>Searches.</summary>
    /// <param name="text">Words, beginnings of words, parts of names or numbers.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>What was found; <see langword="null"/> if the text is too short.</returns>
    public async Task<SearchResults?> FindAsync(string text, CancellationToken cancellation = default)
    {
        var terms = SearchTerms.Parse(text, phones);
        if (text.Trim().Length < ShortestText || terms.IsEmpty)
            return null;
        var people = await contacts.ListAsync(new ContactFilter { Q = text }, limit: Most, cancellation: cancellation);
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var called = await CallsAsync(readModel, FullText.OfCallers, terms, cancellation);
        var said = await CallsAsync(readModel, FullText.OfConversations, terms, cancellation);
        return new SearchResults(
            terms.Typed,
            new SearchGroup<ContactItem>(people.Items, people.NextCursor is not null),
            Cut(called),
            Cut(await WithTextAsync(readModel, new WordSearch(string.Join(' ', terms.Typed)), said, cancellation)));
    }

    private async Task<List<CallItem>> CallsAsync(ReadModelContext readModel, FullText index, SearchTerms terms, CancellationToken cancellation)
    {
        return await items.OfAsync(
            await index.CollectAsync(readModel, terms, 0, long.MaxValue, FullText.Any, Most + 1, LoadAsync, cancellation), cancellation);

        Task<List<CallRow>> LoadAsync(IReadOnlyList<long> keys) =>
            readModel.Calls.AsNoTracking().Where(call => EF.Parameter(keys).Contains(call.SortKey))
                .OrderByDescending(call => call.SortKey).Take(Most + 1).WithContext(readModel).ToListAsync(cancellation);
    }

    private static async Task<List<ConversationHit>> WithTextAsync(
        ReadModelContext readModel, WordSearch search, List<CallItem> calls, CancellationToken cancellation)
    {
        var ids = calls.Select(call => call.CdrId).ToList();
        var transcripts = await (
            from call in readModel.Calls
            where EF.Parameter(ids).Contains(call.CdrId)
            join summary in readModel.Summaries on call.SummaryUuid equals summary.CdrUuid
            select new { call.CdrId, summary.Transcript, summary.DurationSeconds, CallSeconds = call.DurationSeconds })
            .ToDictionaryAsync(row => row.CdrId, row => TranscriptTimes.Fit(row.Transcript, row.DurationSeconds, row.CallSeconds), cancellation);
        return [.. calls.Select(call => HitOf(call, transcripts.GetValueOrDefault(call.CdrId, []), search))];
    }

    private static ConversationHit HitOf(CallItem call, IReadOnlyList<TranscriptTurn> transcript, WordSearch search)
    {
        var summed = (call.Summary?.Insights ?? []).Select(insight => $"{insight.Title}: {insight.Value}").Prepend(call.Summary?.Text);
        var pieces = summed.Select(text => (Text: text, Second: (int?)null))
            .Concat(transcript.Select(turn => (turn.Text, (int?)turn.Start)));
        var (text, second) = pieces.FirstOrDefault(piece => piece.Text is not null && search.Find(piece.Text).Terms > 0);
        return new ConversationHit(call, text ?? call.Summary?.Text ?? "", second);
    }

    private static SearchGroup<T> Cut<T>(List<T> found) => new([.. found.Take(Most)], found.Count > Most);
}
