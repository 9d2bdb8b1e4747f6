using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Queries;

/// <summary>
/// Finds what the words that begin with a term are, where no index has the hits of so many characters, so that the hits of these words
/// can be read newest first, as many as are shown, instead of all being gathered.
/// </summary>
internal static class WordEndings
{
    // Where more words than these begin so, each of them is rare enough to gather their hits.
    private const int Most = 256;

    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    /// <summary>The terms together with the words that begin with them.</summary>
    public static async Task<SearchTerms> WithEndingsAsync(this SearchTerms terms, ViewsContext views, CancellationToken cancellation)
    {
        var endings = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var term in terms.Typed)
        {
            var runes = term.EnumerateRunes().Count();
            if (runes == 1)
                endings[term] = await AfterLetterAsync(views, term, cancellation);
            else if (runes > 3 && SearchWord.IsPiece(term) && await AfterBeginningAsync(views, term, cancellation) is { Count: > 0 and <= Most } words)
                endings[term] = [.. words.Select(SearchTerms.Quote)];
        }

        return terms with { Endings = endings };
    }

    // The words themselves.
    private static Task<List<string>> AfterBeginningAsync(ViewsContext views, string term, CancellationToken cancellation)
    {
        var beginning = SearchTerms.Quote(term) + "*";
        return views.Database.SqlQuery<string>(
            $"SELECT Word AS Value FROM Words WHERE Id IN (SELECT rowid FROM WordBeginnings WHERE WordBeginnings MATCH {beginning} LIMIT {Most + 1})")
            .ToListAsync(cancellation);
    }

    // The word of one letter, and all beginnings of two characters.
    private static async Task<IReadOnlyList<string>> AfterLetterAsync(ViewsContext views, string letter, CancellationToken cancellation)
    {
        var beginning = SearchTerms.Quote(letter) + "*";
        var pairs = await views.Database.SqlQuery<string>(
            $"SELECT DISTINCT substr(Word, 1, 2) AS Value FROM Words WHERE Id IN (SELECT rowid FROM WordBeginnings WHERE WordBeginnings MATCH {beginning})")
            .ToListAsync(cancellation);
        return [SearchTerms.Quote(letter), .. pairs.Union(Digits.Select(digit => letter + digit)).Select(pair => SearchTerms.Quote(pair) + "*")];
    }
}
