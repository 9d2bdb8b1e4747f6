using System.Text;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.QueryStrings;

/// <summary>How much one request may ask for, so that no query grows with what stands in an address.</summary>
public static class QueryLimits
{
    /// <summary>The most words of a search.</summary>
    public const int MostWords = 32;

    /// <summary>The most characters of any parameter.</summary>
    public const int MostCharacters = 2000;

    // How much of a value a message quotes.
    private const int LongestQuote = 80;

    /// <summary>What is said of a search with more words.</summary>
    public static string TooManyWords { get; } = $"A search has at most {MostWords} words.";

    /// <summary>Whether a search has more words than are searched. Signs part words, as in the full-text tables: <c>a.b</c> is two.</summary>
    public static bool HasTooManyWords(string text)
    {
        var (words, isInWord, isInTerm, hasWord) = (0, false, false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isPart = Tokenizer.IsPart(rune);
            if (isPart && !isInWord)
                words++;

            // What is all signs is looked up as well where texts are compared as they stand.
            if (Rune.IsWhiteSpace(rune) && isInTerm && !hasWord)
                words++;
            (isInWord, isInTerm) = (isPart, !Rune.IsWhiteSpace(rune));
            hasWord = isInTerm && (hasWord || isPart);
            if (words > MostWords)
                return true;
        }

        return words + (isInTerm && !hasWord ? 1 : 0) > MostWords;
    }

    /// <summary>Whether a text is longer than what is searched.</summary>
    public static bool IsTooLong(string text) => text.Length > MostCharacters || HasTooManyWords(text);

    /// <summary>The beginning of a value, for a message.</summary>
    public static string Quote(string text) => text.Length <= LongestQuote ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)}…";
}
