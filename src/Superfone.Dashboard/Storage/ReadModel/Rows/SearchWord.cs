using System.Text;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>The words of the table Words, which has each one once so that it can be found by a prefix or its stem; see <see cref="ReadModelSchema"/>.</summary>
internal static class SearchWord
{
    private const int Shortest = 2;

    // Longer words are text without spaces, which nobody types.
    private const int Longest = 48;

    /// <summary>Whether a term is part of one word. Terms of digits only are not looked up, because there are as many of them as customers.</summary>
    public static bool IsPiece(string term) => term.EnumerateRunes().All(Tokenizer.IsPart) && HasLetter(term);

    /// <summary>The words of a text, normalized, without those of digits only.</summary>
    public static IEnumerable<string> In(string text) => Tokenizer.Cut(text).Select(token => token.Normalized)
        .Where(word => word.Length >= Shortest && HasLetter(word) && word.EnumerateRunes().Count() is >= Shortest and <= Longest);

    private static bool HasLetter(string word)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            if (!Rune.IsDigit(rune))
                return true;
        }

        return false;
    }
}
