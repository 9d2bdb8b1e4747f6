using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>Searches calls, contacts and more at once, fast enough for search-as-you-type.</summary>
public sealed class SearchQueries(IDbContextFactory<ReadModelContext> contexts, ContactQueries contacts, PhoneBook phones, CallItems items)
{
    /// <summary>Shorter text is not searched: nearly everything contains it.</summary>
    public const int ShortestText = 2;

    private const int Most = 5;

    /// <summary>Searches.</summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="text">Words, beginnings of words, parts of names or numbers.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>What was found; <see langword="null"/> if the text is too short.</returns>
    public async Task<SearchResults?> FindAsync(Visibility visibility, string text, CancellationToken cancellation = default)
    {
        var terms = SearchTerms.Parse(text, phones);
        if (text.Trim().Length < ShortestText || terms.IsEmpty)
            return null;
        var people = await contacts.ListAsync(visibility, new ContactFilter { Q = text }, limit: Most, cancellation: cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var called = await CallsAsync(readModel, FullText.OfCallers, terms, cancellation);
        var said = await CallsAsync(readModel, FullText.OfConversations, terms, cancellation);
        return new SearchResults(
            new WordSearch(text),
            new SearchGroup<ContactItem>(people.Items, people.NextCursor is not null),
            Cut(called),
            Cut(await WithTextAsync(readModel, new WordSearch(text), said, cancellation)));
    }

    private async Task<List<CallItem>> CallsAsync(ReadModelContext readModel, FullText index, SearchTerms terms, CancellationToken cancellation)
    {
        return await items.OfAsync(readModel.Visibility,
            (await index.FindAsync(readModel, terms, 0, new SearchPosition(false, long.MaxValue), FullText.Any, Most + 1, LoadAsync, cancellation)).Rows, cancellation);

        Task<List<CallRow>> LoadAsync(IReadOnlyList<long> keys) =>
            readModel.Calls.AsNoTracking().Where(call => EF.Parameter(keys).Contains(call.SortKey))
                .OrderByDescending(call => call.SortKey).Take(Most + 1).WithContext(readModel).ToListAsync(cancellation);
    }

    private static async Task<List<ConversationHit>> WithTextAsync(
        ReadModelContext readModel, WordSearch search, List<CallItem> calls, CancellationToken cancellation)
    {
        var excerpts = await ExcerptQueries.OfAsync(readModel, calls, search, cancellation);
        return [.. calls.Select(call => HitOf(call, excerpts.GetValueOrDefault(call.CdrId)))];
    }

    private static ConversationHit HitOf(CallItem call, Excerpt? excerpt) => new(call, excerpt?.Text ?? call.Summary?.Text ?? "", excerpt?.Second);

    private static SearchGroup<T> Cut<T>(List<T> found) => new([.. found.Take(Most)], found.Count > Most);
}
