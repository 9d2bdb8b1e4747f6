using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Storage.ReadModel.Names;

/// <summary>Reads names in Roman letters, as they are usually written in India.</summary>
internal static partial class RomanSyllables
{
    /// <summary>The syllables of a word of the letters a to z.</summary>
    public static IReadOnlyList<Syllable> Of(string word)
    {
        // sonia → soniya, vicky → vicki
        word = word.Replace("ia", "iya", StringComparison.Ordinal);
        if (word is [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'])
            word = word[..^1] + "i";

        List<Syllable> syllables = [];
        foreach (Match part in Part().Matches(word))
        {
            var (consonants, vowel) = (ConsonantsOf(part.Groups[1].Value), VowelOf(part.Groups[2].Value));
            syllables.AddRange(consonants.SkipLast(1).Select(consonant => new Syllable(consonant)));
            syllables.Add(new Syllable(consonants is [.., var last] ? last : "", vowel));
        }

        return Syllable.Simplify(syllables);
    }

    private static string[] ConsonantsOf(string letters) => letters switch
    {
        "" => [],
        "x" => ["k", "s"],
        "jn" => ["g", "y"],
        "ch" or "chh" => ["c"],
        "sh" or "s" => ["s"],
        "f" or "ph" => ["p"],
        "z" => ["j"],
        "w" => ["v"],
        "q" or "c" or "ck" => ["k"],
        [var letter, 'h'] => [$"{letter}"],
        _ => [letters],
    };

    private static string VowelOf(string letters) => letters switch
    {
        "aa" => "a",
        "ee" or "ii" => "i",
        "oo" or "uu" => "u",
        "ai" or "ei" or "ae" => "e",
        "au" or "ou" or "aw" or "ow" => "o",
        _ => letters,
    };

    // A consonant that has an h in it, or a single one; and the vowel after it. The w of aw is one where no vowel follows.
    [GeneratedRegex("(chh|ck|jn|[kgcjtdpbs]h|[b-df-hj-np-tv-z])((?:aa|ee|ii|oo|uu|ai|ei|ae|au|ou|[ao]w(?![aeiou])|[aeiou])?)|(?<1>)(?<2>aa|ee|ii|oo|uu|ai|ei|ae|au|ou|[aeiou])", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
