using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Names;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>
/// Finds in a text what somebody typed, as the full-text tables find it: words by their beginning or as another form of the same English word, however
/// they are written; see <see cref="SearchNormalizer"/>.
/// </summary>
public sealed class WordSearch
{
    // Two letters inside a word are too common to tell anything.
    private const int ShortestInside = 3;

    // Shorter numbers end in the same digits by chance.
    private const int ShortestNumber = 8;

    private readonly List<Term> _terms;
    private readonly string? _digits;

    /// <summary>Reads the typed text: terms with spaces between them.</summary>
    public WordSearch(string typed)
    {
        Typed = typed;
        _terms = [.. typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Term.Parse)
            .Where(term => term.Words.Length > 0).DistinctBy(term => string.Join(' ', term.Words)).Take(QueryLimits.MostWords)];
        if (_terms.Count > 0 && SearchTerms.IsNumber(SearchNormalizer.Normalize(typed)))
            _digits = string.Concat(_terms.SelectMany(term => term.Words)).TrimStart('0') is { Length: >= ShortestInside } digits ? digits : null;
    }

    /// <summary>Searches nothing.</summary>
    public static WordSearch None { get; } = new("");

    /// <summary>The typed text.</summary>
    public string Typed { get; }

    /// <summary>Whether nothing is searched.</summary>
    public bool IsEmpty => _terms.Count == 0;

    /// <summary>Whether all terms occur in a text.</summary>
    public bool IsAllIn(string text) => IsEmpty || Find(text).Terms == _terms.Count;

    /// <summary>Where the terms occur in a text.</summary>
    /// <returns>How many of the terms do, and where the words are: in order, without overlaps.</returns>
    public (int Terms, IReadOnlyList<TextSpan> Spans) Find(string text)
    {
        if (IsEmpty)
            return (0, []);
        var words = Tokenizer.Cut(text).ToList();
        var isFound = new bool[words.Count];
        return (_terms.Count(term => term.Mark(words, isFound)), SpansOf(words, isFound));
    }

    /// <summary>Where the terms occur in a name or a number, of which any three characters in a row are found.</summary>
    /// <returns>The words that contain them: in order, without overlaps.</returns>
    public IReadOnlyList<TextSpan> FindInName(string text)
    {
        if (IsEmpty)
            return [];
        var words = Tokenizer.Cut(text).ToList();
        var isFound = new bool[words.Count];
        foreach (var term in _terms)
        {
            term.Mark(words, isFound);
            if (term.Words is not [{ Length: >= ShortestInside } part])
                continue;
            for (var at = 0; at < words.Count; at++)
                isFound[at] |= words[at].Normalized.Contains(part, StringComparison.Ordinal) || term.SoundsLike(words[at].Normalized);
        }

        if (_digits is not null)
            MarkNumber(words, isFound, _digits);
        return SpansOf(words, isFound);
    }

    // +91 80000 00001: the digits may have been typed in other groups, and with another prefix.
    private static void MarkNumber(List<Token> words, bool[] isFound, string digits)
    {
        for (var first = 0; first < words.Count;)
        {
            var end = first;
            while (end < words.Count && words[end].Normalized.All(char.IsAsciiDigit))
                end++;
            var number = string.Concat(words[first..end].Select(word => word.Normalized));
            var from = number.IndexOf(digits, StringComparison.Ordinal);
            if (from < 0 && number.Length >= ShortestNumber && digits.EndsWith(number, StringComparison.Ordinal))
                from = 0;
            for (var (at, place) = (first, 0); from >= 0 && at < end; place += words[at++].Normalized.Length)
                isFound[at] |= place < from + digits.Length && place + words[at].Normalized.Length > from;
            first = end + 1;
        }
    }

    private static List<TextSpan> SpansOf(List<Token> words, bool[] isFound) =>
        [.. words.Where((_, index) => isFound[index]).Select(word => new TextSpan(word.Start, word.Length)).Distinct()];

    private sealed record Term(string[] Words, string? Stem)
    {
        public static Term Parse(string typed)
        {
            var words = Tokenizer.Cut(typed).Select(word => word.Normalized).ToArray();
            return new Term(words, words is [.., var last] && EnglishStemmer.HasForms(last, words.Length > 1) ? EnglishStemmer.StemOf(last) : null);
        }

        private readonly NameSound? _sound = Words is [var only] ? NameSound.Of(only) : null;

        /// <summary>Whether a name in another script begins with what the term sounds like.</summary>
        public bool SoundsLike(string name) => _sound is not null && NameSound.Of(name) is { } other && _sound.IsBeginningOf(other);

        public bool Mark(List<Token> words, bool[] isFound)
        {
            var isIn = false;
            for (var at = 0; at + Words.Length <= words.Count; at++)
            {
                if (!IsAt(words, at))
                    continue;
                isIn = true;
                Array.Fill(isFound, true, at, Words.Length);
            }

            return isIn;
        }

        private bool IsAt(List<Token> words, int at)
        {
            for (var i = 0; i < Words.Length - 1; i++)
            {
                if (words[at + i].Normalized != Words[i])
                    return false;
            }

            var last = words[at + Words.Length - 1].Normalized;
            return last.StartsWith(Words[^1], StringComparison.Ordinal) || (Stem is not null && HasStem(last));
        }

        // Stems differ from their words only in the ending.
        private bool HasStem(string word) =>
            EnglishStemmer.HasForms(word, Words.Length > 1) && word.AsSpan(0, 2).SequenceEqual(Words[^1].AsSpan(0, 2)) && EnglishStemmer.StemOf(word) == Stem;
    }
}

/// <summary>A piece of a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Where a part occurs in a text, in any case; in order, without overlaps.</summary>
    public static IReadOnlyList<TextSpan> Of(string text, string part)
    {
        List<TextSpan> found = [];
        for (var at = 0; part.Length > 0 && (at = text.IndexOf(part, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += part.Length)
            found.Add(new TextSpan(at, part.Length));
        return found;
    }
}
