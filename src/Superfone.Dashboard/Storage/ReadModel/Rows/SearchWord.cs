using System.Globalization;
using System.Text;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>Words as the full-text tables cut them from texts, kept once each so that they can be found by their beginning; see <see cref="ReadModelSchema"/>.</summary>
internal static class SearchWord
{
    private const int Shortest = 2;

    // Nobody types more of a word; a longer one is text without spaces.
    private const int Longest = 48;

    /// <summary>Whether a term is a piece of one word. What is all digits is not looked up: there are as many as customers.</summary>
    public static bool IsPiece(string term) =>
        term.EnumerateRunes().All(IsPart) && term.EnumerateRunes().Any(rune => !Rune.IsDigit(rune));

    /// <summary>The words in a text, in lower case; those that are all digits are left out.</summary>
    public static IEnumerable<string> In(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var (start, runes, hasLetter) = (at, 0, false);
            for (; at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && IsPart(rune); at += rune.Utf16SequenceLength, runes++)
                hasLetter |= !Rune.IsDigit(rune);
            if (runes is >= Shortest and <= Longest && hasLetter)
                yield return text[start..at].ToLowerInvariant();
            if (at == start)
                at++;
        }
    }

    /// <summary>Whether a character stands inside words, as the tables cut them: <c>L* N* Co Mn Mc</c>.</summary>
    public static bool IsPart(Rune rune) => Rune.GetUnicodeCategory(rune) is
        <= UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse;
}
