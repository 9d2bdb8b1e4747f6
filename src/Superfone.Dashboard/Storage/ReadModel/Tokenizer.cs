using System.Buffers;
using System.Text;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>Splits text into words as the full-text tables split it once it is normalized; see <see cref="SearchNormalizer"/>.</summary>
internal static class Tokenizer
{
    /// <summary>The tokenizer of the tables of words, in SQL. Without the marks, <c>unicode61</c> would split Devanagari words at their vowel signs.</summary>
    public const string WordRules = "unicode61 categories 'L* N* Co Mn Mc'";

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Whether a character is part of words; all others separate words.</summary>
    public static bool IsPart(Rune rune) => CharacterFolding.FoldedOf(rune) is not null || SearchNormalizer.IsIgnored(rune);

    /// <summary>The words of a text, in order. Marks without a base character are left out.</summary>
    public static IEnumerable<Token> Cut(string text)
    {
        foreach (var (start, length) in WordsIn(text))
        {
            var word = SearchNormalizer.NormalizeWord(text.AsSpan(start, length));

            // One character may stand for several words: ½ is 1 and 2.
            if (word.Length > 0 && !word.AsSpan().ContainsAnyExcept(LettersAndDigits))
            {
                yield return new Token(word, start, length);
                continue;
            }

            foreach (var (from, count) in WordsIn(word))
                yield return new Token(word.Substring(from, count), start, length);
        }
    }

    /// <summary>Where the words of a text are, in order.</summary>
    internal static IEnumerable<(int Start, int Length)> WordsIn(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && IsPart(rune))
                at += rune.Utf16SequenceLength;
            if (at > start)
                yield return (start, at - start);
            else
                at++;
        }
    }
}

/// <summary>A word of a text.</summary>
/// <param name="Normalized">The word as it is in the full-text tables.</param>
/// <param name="Start">Index of its first character in the text.</param>
/// <param name="Length">Its length in the text, in characters.</param>
internal readonly record struct Token(string Normalized, int Start, int Length);
