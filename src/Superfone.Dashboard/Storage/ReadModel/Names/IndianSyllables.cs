using System.Globalization;
using System.Text;
using AnyAscii;

namespace Superfone.Dashboard.Storage.ReadModel.Names;

/// <summary>
/// Reads names in the scripts of India, letter by letter: as a whole, <c>सहाना</c> would be <c>shana</c>, in which s and h cannot be told from sh.
/// </summary>
internal static class IndianSyllables
{
    // The vowel that a letter has unless a sign says otherwise.
    private const string Inherent = "a";

    // All these scripts have their letters in the same order.
    private const int BlockMask = 0x7F;
    private const int VocalicR = 0x0B;

    /// <summary>The syllables of a word.</summary>
    public static IReadOnlyList<Syllable> Of(string word)
    {
        List<Syllable> syllables = [];
        foreach (var rune in Spoken(word).EnumerateRunes())
        {
            var letters = rune.ToString().Transliterate().TrimEnd('\'').ToLowerInvariant();
            var isSign = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            Add(syllables, letters, isSign, isVocalic: letters == "r" && (isSign || (rune.Value & BlockMask) == VocalicR));
        }

        return Syllable.Simplify(syllables);
    }

    // ज्ञ is spoken gy.
    private static string Spoken(string word) => word.Replace("ज्ञ", "ग्य", StringComparison.Ordinal);

    private static void Add(List<Syllable> syllables, string letters, bool isSign, bool isVocalic)
    {
        var isVowel = letters.Length > 0 && "aeiou".Contains(letters[0], StringComparison.Ordinal);
        if (isSign && letters.Length == 0 && syllables.Count > 0)
            syllables[^1] = syllables[^1] with { Unwritten = "" };
        else if (isSign && isVowel && syllables.Count > 0)
            syllables[^1] = syllables[^1] with { Vowel = VowelOf(letters), Unwritten = "" };
        else if (isSign && letters is "m" or "n")
            syllables.Add(new Syllable(Syllable.Nasal));
        else if (isVowel)
            AddVowel(syllables, VowelOf(letters));
        else if (isVocalic)
            AddVocalic(syllables, isSign);
        else if (letters.Length > 0)
            syllables.Add(new Syllable(syllables is [.., { Consonant: Syllable.Nasal }] && letters == "h" ? "g" : ConsonantOf(letters), "", Inherent));
    }

    // भाई is bhai, whose ai is one vowel.
    private static void AddVowel(List<Syllable> syllables, string vowel)
    {
        if (syllables is [.., { Vowel: "a", Consonant: not "" } before] && vowel is "i" or "u")
            syllables[^1] = before with { Vowel = vowel == "i" ? "e" : "o" };
        else
            syllables.Add(new Syllable("", vowel));
    }

    // ऋ and its sign: कृ is kri, and in the west of India kru.
    private static void AddVocalic(List<Syllable> syllables, bool isSign)
    {
        if (isSign && syllables.Count > 0)
            syllables[^1] = syllables[^1] with { Unwritten = "" };
        syllables.Add(new Syllable("r", "", "iu"));
    }

    // सिंह is singh: after the nasal sign, h is spoken gh.
    private static string ConsonantOf(string letters) => letters switch
    {
        "w" => "v",
        [var first, ..] => $"{first}",
        _ => letters,
    };

    private static string VowelOf(string letters) => letters switch
    {
        "ai" => "e",
        "au" => "o",
        _ => letters[..1],
    };
}
