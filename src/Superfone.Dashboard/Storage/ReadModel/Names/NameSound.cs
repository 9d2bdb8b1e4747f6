using System.Text;

namespace Superfone.Dashboard.Storage.ReadModel.Names;

/// <summary>
/// How a name sounds, so that <c>rohan</c> and <c>रोहन</c> are the same: its consonants, each with the vowel after it. What one script writes and another
/// leaves out does not count: aspirates, long and short, double consonants, and the vowel that an Indian letter has without a sign.
/// </summary>
internal sealed class NameSound
{
    private readonly IReadOnlyList<Syllable> _syllables;

    private NameSound(IReadOnlyList<Syllable> syllables, bool isRoman)
    {
        (_syllables, IsRoman) = (syllables, isRoman);
        Key = string.Concat(syllables.Select(syllable => syllable.Consonant switch { "m" or Syllable.Nasal => "n", var consonant => consonant }));
    }

    /// <summary>The consonants. Names that sound alike have the same.</summary>
    public string Key { get; }

    /// <summary>Whether it is written in Roman letters.</summary>
    public bool IsRoman { get; }

    /// <summary>Reads a normalized word; see <see cref="SearchNormalizer"/>.</summary>
    /// <returns><see langword="null"/> for a word in another script, with digits, or without a consonant.</returns>
    public static NameSound? Of(string word)
    {
        var isRoman = !word.AsSpan().ContainsAnyExceptInRange('a', 'z');
        if (!isRoman && !word.EnumerateRunes().All(IsIndian))
            return null;
        var syllables = isRoman ? RomanSyllables.Of(word) : IndianSyllables.Of(word);
        return syllables.Any(syllable => syllable.Consonant.Length > 0) ? new NameSound(syllables, isRoman) : null;
    }

    /// <summary>Whether another word sounds like this one. Two words in Roman letters never do: each is found as it is written.</summary>
    public bool IsLike(NameSound other) => _syllables.Count == other._syllables.Count && IsBeginningOf(other, isWhole: true);

    /// <summary>Whether another word begins with what this one sounds like.</summary>
    public bool IsBeginningOf(NameSound other) => IsBeginningOf(other, isWhole: false);

    private bool IsBeginningOf(NameSound other, bool isWhole)
    {
        if ((IsRoman && other.IsRoman) || _syllables.Count > other._syllables.Count)
            return false;
        for (var at = 0; at < _syllables.Count; at++)
        {
            var isOpen = !isWhole && at == _syllables.Count - 1 && _syllables[at].Vowel.Length == 0;
            if (!_syllables[at].HasConsonantOf(other._syllables[at]) || !(isOpen || _syllables[at].HasVowelOf(other._syllables[at])))
                return false;
        }

        return true;
    }

    // Devanagari to Sinhala.
    private static bool IsIndian(Rune rune) => rune.Value is >= 0x0900 and <= 0x0DFF;
}
