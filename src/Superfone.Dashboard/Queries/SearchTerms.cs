using System.Text;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Queries;

/// <summary>What a person typed into a search box, as queries of the full-text tables; the tables' own syntax is not the person's.</summary>
/// <param name="Words">For whole words and their beginnings: all terms must occur; <see langword="null"/> where it cannot find anything.</param>
/// <param name="Fragments">
/// For three and more characters in a row: all terms must occur, or the digits of a number; <see langword="null"/> where it cannot find anything.
/// </param>
internal sealed record SearchTerms(string? Words, string? Fragments)
{
    private const int ShortestFragment = 3;
    private const int MostTerms = 16;

    /// <summary>Whether nothing can be found.</summary>
    public bool IsEmpty => Words is null && Fragments is null;

    /// <summary>Reads what was typed.</summary>
    public static SearchTerms Parse(string text, PhoneBook phones)
    {
        var terms = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(HasLetterOrDigit).Distinct().Take(MostTerms).ToList();
        if (terms.Count == 0)
            return new SearchTerms(null, null);

        var words = string.Join(" AND ", terms.Select(term => Quote(term) + "*"));
        List<string> fragments = [];
        if (terms.TrueForAll(term => Length(term) >= ShortestFragment))
            fragments.Add('(' + string.Join(" AND ", terms.Select(Quote)) + ')');
        fragments.AddRange(NumberDigits(text, phones).Select(Quote));
        return new SearchTerms(words, fragments.Count == 0 ? null : string.Join(" OR ", fragments));
    }

    // A number may be typed with spaces, and without its country code or with the zeros that stand in its place: 080000 00001.
    private static IEnumerable<string> NumberDigits(string text, PhoneBook phones)
    {
        if (!text.All(character => char.IsAsciiDigit(character) || char.IsWhiteSpace(character) || "+-().".Contains(character)))
            return [];
        var (typed, key) = (Digits(text).TrimStart('0'), Digits(phones.KeyOf(text)));
        string[] forms = key.Contains(typed, StringComparison.Ordinal) ? [typed] : [typed, key];
        return forms.Where(digits => digits.Length >= ShortestFragment);
    }

    private static string Digits(string? text) => string.Concat((text ?? "").Where(char.IsAsciiDigit));

    private static int Length(string term) => term.EnumerateRunes().Count();

    private static bool HasLetterOrDigit(string term) => term.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private static string Quote(string term) => $"\"{term.Replace("\0", "", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
