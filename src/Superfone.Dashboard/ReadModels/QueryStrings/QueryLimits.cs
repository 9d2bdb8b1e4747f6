using System.Text;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.QueryStrings;

/// <summary>Limits on the parameters of a request, so that no URL makes a query arbitrarily expensive.</summary>
public static class QueryLimits
{
    /// <summary>The maximum number of words in a search.</summary>
    public const int MostWords = 32;

    /// <summary>The maximum number of characters in a parameter.</summary>
    public const int MostCharacters = 2000;

    // The maximum length of a value quoted in a message.
    private const int LongestQuote = 80;

    /// <summary>The message for a search with more words.</summary>
    public static string TooManyWords { get; } = $"A search has at most {MostWords} words.";

    /// <summary>Whether a search has too many words. Punctuation separates words, as in the full-text tables: <c>a.b</c> is two.</summary>
    public static bool HasTooManyWords(string text)
    {
        var (words, isInWord, isInTerm, hasWord) = (0, false, false, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var isPart = Tokenizer.IsPart(rune);
            if (isPart && !isInWord)
                words++;

            // A term of punctuation alone also counts where texts are compared literally.
            if (Rune.IsWhiteSpace(rune) && isInTerm && !hasWord)
                words++;
            (isInWord, isInTerm) = (isPart, !Rune.IsWhiteSpace(rune));
            hasWord = isInTerm && (hasWord || isPart);
            if (words > MostWords)
                return true;
        }

        return words + (isInTerm && !hasWord ? 1 : 0) > MostWords;
    }

    /// <summary>Whether a text is too long to search for.</summary>
    public static bool IsTooLong(string text) => text.Length > MostCharacters || HasTooManyWords(text);

    /// <summary>The beginning of a value, for a message.</summary>
    public static string Quote(string text) => Texts.Shorten(text, LongestQuote);
}
