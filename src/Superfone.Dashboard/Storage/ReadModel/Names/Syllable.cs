namespace Superfone.Dashboard.Storage.ReadModel.Names;

/// <summary>A consonant and the vowel after it.</summary>
/// <param name="Consonant">The consonant; empty for a vowel that follows none.</param>
/// <param name="Vowel">The vowel: <c>a</c>, <c>i</c>, <c>u</c>, <c>e</c> or <c>o</c>; empty if none is written.</param>
/// <param name="Unwritten">The vowels that may be spoken though none is written.</param>
internal sealed record Syllable(string Consonant, string Vowel = "", string Unwritten = "")
{
    /// <summary>The sign that makes a vowel nasal, which is written as m or as n.</summary>
    public const string Nasal = "N";

    /// <summary>Whether both have the same consonant.</summary>
    public bool HasConsonantOf(Syllable other) => Consonant == other.Consonant
        || (Consonant == Nasal && other.Consonant is "m" or "n") || (other.Consonant == Nasal && Consonant is "m" or "n");

    /// <summary>Whether both have the same vowel, or one has it unwritten.</summary>
    public bool HasVowelOf(Syllable other) =>
        Vowel == other.Vowel || (Vowel.Length == 0 && Unwritten.Contains(other.Vowel, StringComparison.Ordinal)) || (other.Vowel.Length == 0 && other.Unwritten.Contains(Vowel, StringComparison.Ordinal));

    /// <summary>
    /// The syllables as they are compared: a consonant twice is one, and a last y is part of its vowel: <c>jay</c> and <c>jai</c> are the same.
    /// </summary>
    public static IReadOnlyList<Syllable> Simplify(List<Syllable> syllables)
    {
        for (var at = syllables.Count - 1; at > 0; at--)
        {
            var (before, here) = (syllables[at - 1], syllables[at]);
            if (before is { Vowel: "", Unwritten: "" } && before.Consonant == here.Consonant && here.Consonant.Length > 0)
                syllables.RemoveAt(at - 1);
        }

        if (syllables is [.., { Consonant: not "" } last, { Consonant: "y", Vowel: "" }] && (last.Vowel == "a" || last.Unwritten.Contains('a', StringComparison.Ordinal)))
        {
            syllables.RemoveAt(syllables.Count - 1);
            syllables[^1] = last with { Vowel = "e", Unwritten = "" };
        }

        return syllables;
    }
}
