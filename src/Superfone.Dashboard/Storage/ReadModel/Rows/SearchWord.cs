using System.Text;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>The words of the table Words, which has each one once so that it can be found by a prefix; see <see cref="ReadModelSchema"/>.</summary>
internal static class SearchWord
{
    private const int Shortest = 2;

    // Longer words are text without spaces, which nobody types.
    private const int Longest = 48;

    /// <summary>Whether a term is part of one word. Terms of digits only are not looked up, because there are as many of them as customers.</summary>
    public static bool IsPiece(string term) => term.EnumerateRunes().All(Tokenizer.IsPart) && HasLetter(term);

    /// <summary>The words of a text, in lower case, without those of digits only.</summary>
    public static IEnumerable<string> In(string text)
    {
        foreach (var token in Tokenizer.Cut(text))
        {
            var word = text.AsSpan(token.Start, token.Length);
            if (word.Length >= Shortest && HasLetter(word) && LengthOf(word) is >= Shortest and <= Longest)
                yield return word.ToString().ToLowerInvariant();
        }
    }

    private static bool HasLetter(ReadOnlySpan<char> word)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            if (!Rune.IsDigit(rune))
                return true;
        }

        return false;
    }

    private static int LengthOf(ReadOnlySpan<char> word)
    {
        var length = 0;
        foreach (var _ in word.EnumerateRunes())
            length++;
        return length;
    }
}
