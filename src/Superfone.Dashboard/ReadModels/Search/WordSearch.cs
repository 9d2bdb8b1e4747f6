using System.Text;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>
/// Finds in a text what somebody typed, by the same words as the full-text tables: each by its beginning, whatever its case and the
/// accents of its Latin letters.
/// </summary>
public sealed class WordSearch
{
    // Without ICU .NET does not take accents apart; a Plain letter stands under each Accented one.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćĉċčďēĕėęěĝğġģĥĩīĭįĵķĺļľńņňōŏőŕŗřśŝşšţťũūŭůűųŵŷźżž";
    private const string Plain = "aaaaaaceeeeiiiinooooouuuuyyaaaccccdeeeeegggghiiiijklllnnnooorrrssssttuuuuuuwyzzz";

    private readonly List<string[]> _terms;

    /// <summary>Reads what was typed: terms with spaces between them.</summary>
    public WordSearch(string typed) =>
        _terms = [.. typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(term => Cut(term).Select(word => word.Folded).ToArray())
            .Where(words => words.Length > 0).DistinctBy(words => string.Join(' ', words)).Take(QueryLimits.MostWords)];

    /// <summary>Whether nothing is searched.</summary>
    public bool IsEmpty => _terms.Count == 0;

    /// <summary>Whether all terms occur in a text.</summary>
    public bool IsAllIn(string text) => IsEmpty || Find(text).Terms == _terms.Count;

    /// <summary>Where the terms occur in a text.</summary>
    /// <returns>How many of the terms do, and the places of the words: in order, apart from each other.</returns>
    public (int Terms, IReadOnlyList<TextSpan> Spans) Find(string text)
    {
        var words = Cut(text);
        var isFound = new bool[words.Count];
        var terms = 0;
        foreach (var term in _terms)
        {
            var isIn = false;
            for (var at = 0; at + term.Length <= words.Count; at++)
            {
                if (!IsAt(words, at, term))
                    continue;
                isIn = true;
                Array.Fill(isFound, true, at, term.Length);
            }

            terms += isIn ? 1 : 0;
        }

        return (terms, [.. words.Where((_, index) => isFound[index]).Select(word => word.Span)]);
    }

    private static bool IsAt(List<Word> words, int at, string[] term)
    {
        for (var i = 0; i < term.Length - 1; i++)
        {
            if (words[at + i].Folded != term[i])
                return false;
        }

        return words[at + term.Length - 1].Folded.StartsWith(term[^1], StringComparison.Ordinal);
    }

    private static List<Word> Cut(string text)
    {
        List<Word> words = [];
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && SearchWord.IsPart(rune))
                at += rune.Utf16SequenceLength;
            if (at > start)
                words.Add(new Word(Fold(text[start..at]), new TextSpan(start, at - start)));
            else
                at++;
        }

        return words;
    }

    // Zoë → zoe; the vowel signs of Indian scripts are no accents.
    private static string Fold(string word)
    {
        var lower = word.ToLowerInvariant();
        return Ascii.IsValid(lower)
            ? lower
            : string.Concat(lower.Where(character => character is < '\u0300' or > '\u036F')
                .Select(character => Accented.IndexOf(character) is >= 0 and var index ? Plain[index] : character));
    }

    private readonly record struct Word(string Folded, TextSpan Span);
}

/// <summary>A piece of a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many characters.</param>
public readonly record struct TextSpan(int Start, int Length);
