using System.Text;
using Superfone.Dashboard.Storage.ReadModel.Names;

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
        .Where(word => word.Length is >= Shortest and <= 2 * Longest && HasLetter(word) && LengthOf(word) is >= Shortest and <= Longest);

    private static int LengthOf(string word)
    {
        var length = 0;
        foreach (var _ in word.EnumerateRunes())
            length++;
        return length;
    }

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

/// <summary>A word that was found in texts.</summary>
/// <param name="Word">The word, normalized.</param>
/// <param name="Columns">Where it was found.</param>
/// <param name="Sound">How it sounds, if it was found in a name; see <see cref="NameSound"/>.</param>
internal readonly record struct FoundWord(string Word, SearchColumns Columns, string? Sound)
{
    private const SearchColumns Names = SearchColumns.Who | SearchColumns.Contact;

    /// <summary>A word that was found in one column.</summary>
    public FoundWord(string word, SearchColumns column)
        : this(word, column, (column & Names) == 0 ? null : NameSound.Of(word)?.Key)
    {
    }

    /// <summary>The same word, found elsewhere too.</summary>
    public FoundWord Plus(FoundWord other) => this with { Columns = Columns | other.Columns, Sound = Sound ?? other.Sound };
}
