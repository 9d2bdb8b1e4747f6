using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>
/// Finds the newest rows with some words. A common word has a million hits, of which a page shows fifty: hits are read newest
/// first, a few at a time, until a page is full.
/// </summary>
/// <param name="words">Table of whole words.</param>
/// <param name="matchWords">What to ask it for.</param>
/// <param name="fragments">Table of fragments; <see langword="null"/> if they are not looked at.</param>
/// <param name="columns">The columns in which a word may be.</param>
/// <param name="hasNames">Whether names are looked for, which may be written in another script.</param>
/// <param name="isOfCalls">Whether rows of the tables are calls, which are identified here by sort key; see <see cref="SearchKeys"/>.</param>
internal sealed class FullText(string words, Func<SearchTerms, string?> matchWords, string? fragments, SearchColumns columns, bool isOfCalls = true, bool hasNames = false)
{
    private const int LastChunk = 16_384;

    // The number of hits that are read for a page before asking whether few rows can pass.
    private const int Patience = 16_384;

    private const SearchColumns Talk = SearchColumns.Said | SearchColumns.Found | SearchColumns.Spoken;
    private const SearchColumns Anywhere = SearchColumns.Who | Talk;

    /// <summary>Calls; rows are identified by sort key.</summary>
    public static readonly FullText OfCalls = new("CallWords", terms => terms.Words, "CallFragments", Anywhere, hasNames: true);

    /// <summary>Calls by who took part; rows are identified by sort key.</summary>
    public static readonly FullText OfCallers = new("CallWords", terms => terms.Words is { } all ? $"Who : ({all})" : null, "CallFragments", SearchColumns.Who, hasNames: true);

    /// <summary>Calls in which at least one of the words was said; rows are identified by sort key.</summary>
    public static readonly FullText OfConversations =
        new("CallWords", terms => terms.Words is { } all ? $"({all}) AND {{Said Found Spoken}} : ({terms.AnyWord})" : null, null, Talk);

    /// <summary>Calls whose insights have the words; rows are identified by sort key.</summary>
    public static readonly FullText OfInsights = InColumn(SearchColumns.Found);

    /// <summary>Calls whose summary has the words; rows are identified by sort key.</summary>
    public static readonly FullText OfSummaries = InColumn(SearchColumns.Said);

    /// <summary>Calls in which all the words were spoken; rows are identified by sort key.</summary>
    public static readonly FullText OfTranscripts = InColumn(SearchColumns.Spoken);

    /// <summary>Contacts; rows are identified by contact id.</summary>
    public static readonly FullText OfContacts = new("ContactWords", terms => terms.Words, "ContactFragments", SearchColumns.Contact, isOfCalls: false, hasNames: true);

    /// <summary>For a list without other filters, or with filters that most rows pass.</summary>
    public static Task<IReadOnlySet<long>?> Any() => Task.FromResult<IReadOnlySet<long>?>(null);

    /// <summary>For a list of rows that are known beforehand.</summary>
    public static Func<Task<IReadOnlySet<long>?>> Only(IReadOnlySet<long> rows) => () => Task.FromResult<IReadOnlySet<long>?>(rows);

    /// <summary>Collects hits: first those that have what was typed, then those with names in another script that sound like it; both newest first.</summary>
    /// <typeparam name="T">What a hit is loaded as.</typeparam>
    /// <param name="readModel">Where to search.</param>
    /// <param name="terms">What to search.</param>
    /// <param name="from">The lowest row to look at.</param>
    /// <param name="position">Where to begin.</param>
    /// <param name="few">Returns the rows that can pass the list's other filters, if they are few; called when hardly any hit passes.</param>
    /// <param name="count">How many to collect.</param>
    /// <param name="load">Loads the hits that pass the list's other filters, newest first, of rows in any order.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<SearchFound<T>> FindAsync<T>(
        ReadModelContext readModel, SearchTerms terms, long from, SearchPosition position, Func<Task<IReadOnlySet<long>?>> few, int count, Func<IReadOnlyList<long>, Task<List<T>>> load,
        CancellationToken cancellation)
    {
        var typed = position.IsAfterTyped ? [] : await CollectAsync(readModel, terms, from, position.Before, few, count, load, cancellation);
        if (typed.Count == count)
            return new SearchFound<T>(typed, typed.Count);
        var sounding = await CollectSoundsAsync(
            readModel, terms, from, position.IsAfterTyped ? position.Before : long.MaxValue, few, count - typed.Count, load, cancellation);
        return new SearchFound<T>([.. typed, .. sounding], typed.Count);
    }

    /// <summary>Collects the hits with names in another script that sound like what was typed, without those that have what was typed, newest first.</summary>
    /// <typeparam name="T">What a hit is loaded as.</typeparam>
    /// <param name="readModel">Where to search.</param>
    /// <param name="terms">What to search.</param>
    /// <param name="from">The lowest row to look at.</param>
    /// <param name="before">The row below which to look.</param>
    /// <param name="few">Returns the rows that can pass the list's other filters, if they are few; called when hardly any hit passes.</param>
    /// <param name="count">How many to collect.</param>
    /// <param name="load">Loads the hits that pass the list's other filters, newest first, of rows in any order.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<List<T>> CollectSoundsAsync<T>(
        ReadModelContext readModel, SearchTerms terms, long from, long before, Func<Task<IReadOnlySet<long>?>> few, int count, Func<IReadOnlyList<long>, Task<List<T>>> load,
        CancellationToken cancellation)
    {
        if (!hasNames || terms.IsEmpty || terms.IsAddress || await terms.WithSoundsAsync(readModel, cancellation) is not { } sounding)
            return [];
        var found = await CollectAsync(readModel, sounding, from, before, few, count, LoadAsync, cancellation);
        return found.Count <= count ? found : found.GetRange(0, count);

        async Task<List<T>> LoadAsync(IReadOnlyList<long> keys)
        {
            var all = keys.ToHashSet();
            var typed = await CollectAsync(
                readModel, terms, keys.Min(), keys.Max() + 1, Only(all), keys.Count, hits => Task.FromResult(hits.Where(all.Contains).ToList()), cancellation);
            all.ExceptWith(typed);
            return all.Count == 0 ? [] : await load([.. keys.Where(all.Contains)]);
        }
    }

    /// <summary>Collects hits that have what was typed, newest first.</summary>
    /// <typeparam name="T">What a hit is loaded as.</typeparam>
    /// <param name="readModel">Where to search.</param>
    /// <param name="terms">What to search.</param>
    /// <param name="from">The lowest row to look at.</param>
    /// <param name="before">The row below which to look.</param>
    /// <param name="few">Returns the rows that can pass the list's other filters, if they are few; called when hardly any hit passes.</param>
    /// <param name="count">How many to collect.</param>
    /// <param name="load">Loads the hits that pass the list's other filters, newest first, of rows in any order.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<List<T>> CollectAsync<T>(
        ReadModelContext readModel,
        SearchTerms terms,
        long from,
        long before,
        Func<Task<IReadOnlySet<long>?>> few,
        int count,
        Func<IReadOnlyList<long>, Task<List<T>>> load,
        CancellationToken cancellation)
    {
        List<T> found = [];
        if (terms.IsEmpty || (readModel.Visibility.MasksNumbers && terms.HasPartOfNumber))
            return found;
        await readModel.Database.OpenConnectionAsync(cancellation);
        terms = await terms.WithEndingsAsync(readModel, columns, cancellation);
        await using var command = Search(readModel, words, matchWords(terms), terms.IsAddress, from, before);
        await using var byWords = await ReadAsync(command, cancellation);
        await using var second = Search(readModel, fragments, terms.Fragments?.Match, isAddress: false, from, before);
        await using var byFragments = await ReadAsync(second, cancellation);
        var hits = new Hits(byWords, byFragments);
        List<long> rows = [];
        List<long> uncertain = [];
        IReadOnlySet<long>? within = null;
        var (looked, isAsked) = (0, false);
        for (var size = Math.Min(count, LastChunk); found.Count < count; size = Math.Min(size * 4, LastChunk))
        {
            if (!isAsked && (long)found.Count * Patience < (long)count * looked)
                (within, isAsked) = (await RowsAsync(await few()), true);
            if (within?.Count == 0)
                break;
            var last = within?.Min() ?? long.MinValue;
            rows.Clear();
            uncertain.Clear();
            for (var row = long.MaxValue; rows.Count < size && row > last && await hits.NextAsync(cancellation) is { } hit;)
            {
                row = hit.Row;
                looked++;
                if (within?.Contains(row) == false)
                    continue;
                rows.Add(row);
                if (!hit.HasWords && terms.Fragments is { IsCertain: false })
                    uncertain.Add(row);
            }

            if (rows.Count > 0 && await PassingAsync() is { Count: > 0 } passing)
                found.AddRange(await load(passing));
            if (rows.Count < size)
                break;
        }

        return found.Count <= count ? found : found.GetRange(0, count);

        async Task<IReadOnlyList<long>> PassingAsync()
        {
            var keys = await KeysAsync(rows);
            if (uncertain.Count == 0)
                return keys;
            var unsure = uncertain.Count == rows.Count ? keys : await KeysAsync(uncertain);
            var sure = isOfCalls
                ? await FragmentCheck.CallsAsync(readModel, terms.Fragments!, unsure, cancellation)
                : await FragmentCheck.ContactsAsync(readModel, terms.Fragments!, unsure, cancellation);
            var wrong = unsure.Where(key => !sure.Contains(key)).ToHashSet();
            return wrong.Count == 0 ? keys : [.. keys.Where(key => !wrong.Contains(key))];
        }

        async Task<IReadOnlyList<long>> KeysAsync(List<long> some) => isOfCalls ? await SearchKeys.ToSortKeysAsync(readModel, some, cancellation) : [.. some];

        async Task<IReadOnlySet<long>?> RowsAsync(IReadOnlySet<long>? keys) =>
            keys is null || !isOfCalls ? keys : await SearchKeys.OfAsync(readModel, keys, cancellation);
    }

    private static FullText InColumn(SearchColumns place) => new("CallWords", terms => terms.Words is { } all ? $"{place} : ({all})" : null, null, place);

    private static async Task<DbDataReader?> ReadAsync(DbCommand? command, CancellationToken cancellation) =>
        command is null ? null : await command.ExecuteReaderAsync(cancellation);

    private DbCommand? Search(ReadModelContext readModel, string? table, string? match, bool isAddress, long from, long before)
    {
        if (table is null || match is null)
            return null;
        var command = readModel.Database.GetDbConnection().CreateCommand();
        var range = isOfCalls ? SearchKeys.IsInRange : "rowid >= $from AND rowid < $before";

        // The plus keeps the order from the table, which then gathers all hits.
        command.CommandText = $"SELECT rowid FROM {table} WHERE {table} MATCH $match AND {range} ORDER BY {(isAddress ? "+" : "")}rowid DESC";
        Add("$match", match);
        Add("$from", from);
        Add("$before", before);
        return command;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }
}
