using System.Text;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>
/// Finds in a text what somebody typed, by the same words as the full-text tables: each by its beginning, whatever its case and the
/// accents of its Latin letters.
/// </summary>
public sealed class WordSearch
{
    private readonly List<string[]> _terms;

    /// <summary>Reads the typed text: terms with spaces between them.</summary>
    public WordSearch(string typed) =>
        _terms = [.. typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(term => Tokenizer.Cut(term).Select(word => word.Folded).ToArray())
            .Where(words => words.Length > 0).DistinctBy(words => string.Join(' ', words)).Take(QueryLimits.MostWords)];

    /// <summary>Whether nothing is searched.</summary>
    public bool IsEmpty => _terms.Count == 0;

    /// <summary>Whether a word may begin at an index of a text: no character before it belongs to the same word.</summary>
    public static bool MayBeginAt(string text, int index) =>
        index == 0 || !Rune.TryGetRuneAt(text, index > 1 && char.IsLowSurrogate(text[index - 1]) ? index - 2 : index - 1, out var before) || !Tokenizer.IsPart(before);

    /// <summary>Whether all terms occur in a text.</summary>
    public bool IsAllIn(string text) => IsEmpty || Find(text).Terms == _terms.Count;

    /// <summary>Where the terms occur in a text.</summary>
    /// <returns>How many of the terms do, and where the words are: in order, without overlaps.</returns>
    public (int Terms, IReadOnlyList<TextSpan> Spans) Find(string text)
    {
        var words = Tokenizer.Cut(text).ToList();
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

        return (terms, [.. words.Where((_, index) => isFound[index]).Select(word => new TextSpan(word.Start, word.Length))]);
    }

    private static bool IsAt(List<Token> words, int at, string[] term)
    {
        for (var i = 0; i < term.Length - 1; i++)
        {
            if (words[at + i].Folded != term[i])
                return false;
        }

        return words[at + term.Length - 1].Folded.StartsWith(term[^1], StringComparison.Ordinal);
    }
}

/// <summary>A piece of a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many characters.</param>
public readonly record struct TextSpan(int Start, int Length);
