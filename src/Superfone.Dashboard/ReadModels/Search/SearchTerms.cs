using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Search;

/// <summary>The text of a search box as queries of the full-text tables, whose own syntax is escaped.</summary>
/// <param name="Typed">The terms that were typed, normalized.</param>
/// <param name="Fragments">
/// For three and more characters in a row: all terms must occur, or the digits of a number; <see langword="null"/> if it cannot find anything.
/// </param>
internal sealed record SearchTerms(IReadOnlyList<string> Typed, Fragments? Fragments)
{
    private const int ShortestFragment = 3;
    private const int ShortestNumber = 8;

    /// <summary>Whether nothing can be found.</summary>
    public bool IsEmpty => Typed.Count == 0;

    /// <summary>Whether part of a number was typed. Those who see numbers masked could find out the rest of one, digit by digit.</summary>
    public bool HasPartOfNumber => Number is null && (IsPartOfNumber || Typed.Any(term => term.Count(char.IsDigit) >= ShortestFragment));

    /// <summary>Whether nothing but digits was typed, which are one fragment however they are separated.</summary>
    public bool IsPartOfNumber { get; init; }

    /// <summary>
    /// The number that was typed, where it is a whole one, in digits: the word by which all of its calls and contacts are found. Its
    /// fragments would be those of nearly all numbers.
    /// </summary>
    public string? Number { get; init; }

    /// <summary>
    /// Whether an email address, or its beginning, was typed. Few rows have it, but all its fragments are common: it is found by its words, and
    /// faster if hits are collected in the order of the tables than if the newest are read first.
    /// </summary>
    public bool IsAddress => Typed is [var only] && only.IndexOf('@', StringComparison.Ordinal) > 0;

    /// <summary>For whole words and their beginnings: all terms must occur; <see langword="null"/> if it cannot find anything.</summary>
    public string? Words => IsEmpty ? null
        : Number is null ? string.Join(" AND ", Typed.Select(Beginning))
        : $"({string.Join(" AND ", Typed.Select(Beginning))}) OR {Quote(Number)}";

    /// <summary>For whole words and their beginnings: one of the terms must occur.</summary>
    public string AnyWord => string.Join(" OR ", Typed.Select(Beginning));

    /// <summary>For a term, the words that begin with it or have its stem, in the tables' syntax; other terms are searched for as they are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Endings { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>For a term, names in other scripts that sound like it, in the tables' syntax; see <see cref="SoundAlikes"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Sounds { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Reads the typed text.</summary>
    public static SearchTerms Parse(string text, PhoneBook phones)
    {
        // A number that was pasted may hold marks that nobody sees, and digits of another script.
        if (PhoneBook.Plain(text) is var plain && IsNumber(plain))
            text = plain;
        text = SearchNormalizer.Normalize(text);
        var terms = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(HasWord).Select(WithoutSigns)
            .Distinct().Take(QueryLimits.MostWords).ToList();
        if (terms.Count == 0)
            return new SearchTerms([], null);

        var words = new SearchTerms(terms, null) { IsPartOfNumber = IsNumber(text) && Digits(text).Length >= ShortestFragment };
        if (words.IsAddress)
            return words;
        if (IsNumber(text) && phones.IsWhole(text))
            return words with { Number = Digits(phones.KeyOf(text)) };
        var fragments = IsNumber(text)
            ? new Fragments([.. DigitsOf(text, phones)], IsAny: true, phones)
            : new Fragments(terms.TrueForAll(term => term.EnumerateRunes().Count() >= ShortestFragment) ? terms : [], IsAny: false, phones);
        return fragments.Texts.Count == 0 ? words : words with { Fragments = fragments };
    }

    /// <summary>Whether a text consists of digits and of what is written between them.</summary>
    public static bool IsNumber(string text) =>
        text.All(character => char.IsAsciiDigit(character) || char.IsWhiteSpace(character) || "+-().".Contains(character));

    // A number may be typed with spaces, and without its country code or with the zeros that stand in its place: 080000 00001.
    private static IEnumerable<string> DigitsOf(string number, PhoneBook phones)
    {
        var (typed, phoneKey) = (Digits(number), phones.KeyOf(number));
        var key = Digits(phoneKey);
        var withoutZeros = typed.TrimStart('0');
        var part = withoutZeros.Length >= ShortestFragment ? withoutZeros : typed;
        var isShortCode = key.Length > 0 && !PhoneBook.IsNumber(phoneKey);
        var isWhole = (isShortCode || key.Length >= ShortestNumber) && !key.Contains(part, StringComparison.Ordinal);
        string[] forms = isWhole ? [part, key] : [part];
        return forms.Where(digits => digits.Length >= ShortestFragment);
    }

    private static string Digits(string? text) => string.Concat((text ?? "").Where(char.IsAsciiDigit));

    private static bool HasWord(string term) => Tokenizer.Cut(term).Any();

    // "price?" → "price": signs around a word are not in the tables, and with them it would not be known as one.
    private static string WithoutSigns(string term)
    {
        var runes = term.EnumerateRunes().ToList();
        var (first, last) = (runes.FindIndex(Tokenizer.IsPart), runes.FindLastIndex(Tokenizer.IsPart));
        return string.Concat(runes[first..(last + 1)]);
    }

    private string Beginning(string term)
    {
        var written = Endings.TryGetValue(term, out var words) ? $"({string.Join(" OR ", words)})" : Quote(term) + "*";
        return Sounds.TryGetValue(term, out var names) ? $"({written} OR Who : ({string.Join(" OR ", names)}))" : written;
    }

    /// <summary>A text that means itself, whatever characters it has.</summary>
    public static string Quote(string term) => $"\"{term.Replace("\0", "", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
