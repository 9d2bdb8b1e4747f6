using System.Globalization;
using System.Text;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// Brings text that is indexed and text that is searched into the same form, so that a word is found however it was typed: composed or not, in either case,
/// with or without accents, nuktas, joiners and invisible marks, with old or new chillus, with the digits of any script.
/// </summary>
internal static class SearchNormalizer
{
    private const char Virama = '\u0D4D'; // of Malayalam

    // Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Telugu, Kannada; the other Indic scripts have none.
    private const string Nuktas = "\u093C\u09BC\u0A3C\u0ABC\u0B3C\u0C3C\u0CBC";

    // Letters without their vowel, which used to be written as the letter, a virama and a joiner: ൻ is ന്‍, ৎ is ত্‍.
    private static readonly Dictionary<int, string> VowellessLetters = new()
    {
        [0x09CE] = "\u09A4\u09CD",
        [0x0D54] = "\u0D2E\u0D4D",
        [0x0D55] = "\u0D2F\u0D4D",
        [0x0D56] = "\u0D34\u0D4D",
        [0x0D7A] = "\u0D23\u0D4D",
        [0x0D7B] = "\u0D28\u0D4D",
        [0x0D7C] = "\u0D30\u0D4D",
        [0x0D7D] = "\u0D32\u0D4D",
        [0x0D7E] = "\u0D33\u0D4D",
        [0x0D7F] = "\u0D15\u0D4D",
    };

    private const int LongestRecent = 24;

    // The same words come again and again. Each has one slot, which it shares with others.
    private static readonly NormalizedWord?[] Recent = new NormalizedWord[1 << 14];

    /// <summary>A text whose words are normalized; what separates them stays as it is.</summary>
    public static string Normalize(string text)
    {
        var (normalized, end) = (new StringBuilder(text.Length), 0);
        foreach (var (start, length) in Tokenizer.WordsIn(text))
        {
            normalized.Append(text, end, start - end).Append(NormalizeWord(text.AsSpan(start, length)));
            end = start + length;
        }

        return normalized.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>A word in the form that is indexed; empty if it consists of marks only. Thread-safe.</summary>
    public static string NormalizeWord(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestRecent)
            return Compute(word);
        ref var slot = ref Recent[string.GetHashCode(word) & (Recent.Length - 1)];
        var recent = Volatile.Read(ref slot);
        if (recent is null || !word.SequenceEqual(recent.Word))
            Volatile.Write(ref slot, recent = new NormalizedWord(word.ToString(), Compute(word)));
        return recent.Normalized;
    }

    /// <summary>Whether a character is left out of words without separating them: joiners, direction marks, soft hyphens, variation selectors.</summary>
    public static bool IsIgnored(Rune rune) => rune.Value switch
    {
        < 0xAD => false,
        0x200B => false, // the zero-width space separates words
        0x180B or 0x180C or 0x180D or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => true,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format,
    };

    private static string Compute(ReadOnlySpan<char> word)
    {
        if (Ascii.IsValid(word))
            return word.ContainsAnyInRange('A', 'Z') ? word.ToString().ToLowerInvariant() : word.ToString();
        var plain = new StringBuilder(word.Length);
        foreach (var rune in word.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsIgnored(rune) || IsAccent(rune) || (rune.IsBmp && Nuktas.Contains((char)rune.Value)))
                continue;

            // The second virama of ന്റ written as ൻ്റ.
            if (rune.Value == Virama && plain is [.., Virama])
                continue;
            plain.Append(PlainOf(rune));
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsAccent(Rune rune) => rune.Value is >= 0x300 and <= 0x36F;

    private static string PlainOf(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            return ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture);
        return VowellessLetters.GetValueOrDefault(rune.Value) ?? CharacterFolding.FoldedOf(rune) ?? rune.ToString();
    }

    private sealed record NormalizedWord(string Word, string Normalized);
}
