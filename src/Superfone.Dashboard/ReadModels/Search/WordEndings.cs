using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>
/// Finds the words that a term stands for: those that begin with it, for terms of a length that no prefix index covers, so that the hits of these words
/// can be read newest first, as many as are shown, instead of all being collected; and other forms of an English word, or of the last one of a compound such as <c>follow-ups</c>.
/// </summary>
internal static class WordEndings
{
    // Where more words begin so, each is rare enough to collect all hits.
    private const int Most = 256;

    // A phrase without words, which matches nothing.
    private const string Nothing = "\"\"";

    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    /// <summary>The terms together with the words that begin with them.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="readModel">Where to look.</param>
    /// <param name="columns">Where a single term is to be found: there may be no such word there, however common it is elsewhere.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<SearchTerms> WithEndingsAsync(
        this SearchTerms terms, ReadModelContext readModel, SearchColumns columns, CancellationToken cancellation)
    {
        var endings = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var term in terms.Typed)
        {
            var runes = term.EnumerateRunes().Count();
            if (runes == 1)
                endings[term] = await AfterLetterAsync(readModel, term, cancellation);
            else if (SearchWord.IsPiece(term))
            {
                if (runes > 3)
                    endings[term] = await AllAsync(readModel, term, terms.Typed.Count == 1 ? columns : null, cancellation);
            }
            else if (!terms.IsAddress && await OfCompoundAsync(readModel, term, cancellation) is { Count: > 1 } forms)
                endings[term] = forms;
        }

        return terms with { Endings = endings };
    }

    private static async Task<IReadOnlyList<string>> AllAsync(ReadModelContext readModel, string term, SearchColumns? columns, CancellationToken cancellation)
    {
        var forms = EnglishStemmer.HasForms(term) ? await WithStemAsync(readModel, term, cancellation) : [];
        return await AfterBeginningAsync(readModel, term, cancellation) is { Count: > 0 and <= Most } words
            ? [.. words.Union(forms).Where(IsThere).Select(word => SearchTerms.Quote(word.Word)).DefaultIfEmpty(Nothing)]
            : [SearchTerms.Quote(term) + "*", .. forms.Where(IsThere).Select(word => SearchTerms.Quote(word.Word))];

        bool IsThere(KnownWord word) => columns is null || (word.Columns & columns) != 0;
    }

    // "follow-ups" is searched for as the phrase "follow ups"; the other forms of its last word make other phrases.
    private static async Task<IReadOnlyList<string>> OfCompoundAsync(ReadModelContext readModel, string term, CancellationToken cancellation)
    {
        var last = Tokenizer.Cut(term).Last();
        var forms = EnglishStemmer.HasForms(last.Normalized, isAfterOthers: true) ? await WithStemAsync(readModel, last.Normalized, cancellation, isAfterOthers: true) : [];
        return [SearchTerms.Quote(term) + "*", .. forms.Where(form => form.Word != last.Normalized).Select(form => SearchTerms.Quote(term[..last.Start] + form.Word))];
    }

    private static async Task<List<KnownWord>> WithStemAsync(
        ReadModelContext readModel, string term, CancellationToken cancellation, bool isAfterOthers = false)
    {
        var words = await readModel.Database.SqlQuery<KnownWord>(
            $"SELECT Word, Columns FROM Words WHERE Id IN (SELECT rowid FROM WordStems WHERE WordStems MATCH {SearchTerms.Quote(term)} LIMIT {Most})")
            .ToListAsync(cancellation);
        return words.FindAll(word => EnglishStemmer.HasForms(word.Word, isAfterOthers));
    }

    private static Task<List<KnownWord>> AfterBeginningAsync(ReadModelContext readModel, string term, CancellationToken cancellation)
    {
        var beginning = SearchTerms.Quote(term) + "*";
        return readModel.Database.SqlQuery<KnownWord>(
            $"SELECT Word, Columns FROM Words WHERE Id IN (SELECT rowid FROM WordBeginnings WHERE WordBeginnings MATCH {beginning} LIMIT {Most + 1})")
            .ToListAsync(cancellation);
    }

    // The word of one letter, and all beginnings of two characters.
    private static async Task<IReadOnlyList<string>> AfterLetterAsync(ReadModelContext readModel, string letter, CancellationToken cancellation)
    {
        var beginning = SearchTerms.Quote(letter) + "*";
        var pairs = await readModel.Database.SqlQuery<string>(
            $"SELECT DISTINCT substr(Word, 1, 2) AS Value FROM Words WHERE Id IN (SELECT rowid FROM WordBeginnings WHERE WordBeginnings MATCH {beginning})")
            .ToListAsync(cancellation);
        return [SearchTerms.Quote(letter), .. pairs.Union(Digits.Select(digit => letter + digit)).Select(pair => SearchTerms.Quote(pair) + "*")];
    }

    private sealed record KnownWord(string Word, SearchColumns Columns);
}
