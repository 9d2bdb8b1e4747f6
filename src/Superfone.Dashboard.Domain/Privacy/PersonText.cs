using System.Globalization;
using System.Text;

namespace Superfone.Dashboard.Domain.Privacy;

/// <summary>
/// Finds and removes what identifies a person in texts about others: numbers in any written form, e-mail addresses, and full names. A first
/// name alone is left, because others have it as well.
/// </summary>
public sealed class PersonText
{
    /// <summary>Stands in place of what was removed.</summary>
    public const string Removed = "•••";

    // Shorter numbers occur by chance in ids, times and prices.
    private const int ShortestNumber = 7;

    private readonly List<(string CountryCode, string National)> _numbers;
    private readonly List<string> _words;

    /// <summary>Creates it for one or more people.</summary>
    public PersonText(PersonKeys keys, PhoneBook phones)
    {
        _numbers = [.. keys.Phones.Select(phones.PartsOf).Where(number => number.National.Length >= ShortestNumber)];
        _words = [.. keys.Emails.Concat(keys.Names.Where(IsFullName)).OrderByDescending(word => word.Length)];
    }

    /// <summary>Whether a text identifies them.</summary>
    public bool IsIn(string text) => Remove(text) != text;

    /// <summary>The text without what identifies them.</summary>
    public string Remove(string text)
    {
        foreach (var word in _words)
            text = text.Replace(word, Removed, StringComparison.OrdinalIgnoreCase);
        return _numbers.Count == 0 || text.Length < ShortestNumber ? text : RemoveNumbers(text);
    }

    private static bool IsFullName(string name) => name.Trim().Contains(' ', StringComparison.Ordinal);

    private string RemoveNumbers(string text)
    {
        List<(int From, int To)> found = [];
        var digits = new StringBuilder();
        List<(int From, int To)> places = [];
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = index + rune.Utf16SequenceLength;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                digits.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                places.Add((index, next));
            }
            else if (!IsSeparator(rune))
            {
                Find(digits.ToString(), places, found);
                digits.Clear();
                places.Clear();
            }

            index = next;
        }

        Find(digits.ToString(), places, found);
        if (found.Count == 0)
            return text;
        var (kept, last) = (new StringBuilder(), 0);
        foreach (var (digit, to) in found.OrderBy(place => place.From))
        {
            var from = digit;
            while (from > last && text[from - 1] is ('+' or '('))
                from--;
            if (from >= last)
                kept.Append(text, last, from - last).Append(Removed);
            last = Math.Max(last, to);
        }

        return kept.Append(text, last, text.Length - last).ToString();
    }

    private void Find(string digits, List<(int From, int To)> places, List<(int From, int To)> found)
    {
        if (digits.Length < ShortestNumber)
            return;
        foreach (var (countryCode, national) in _numbers)
        {
            for (var at = digits.IndexOf(national, StringComparison.Ordinal); at >= 0; at = digits.IndexOf(national, at + 1, StringComparison.Ordinal))
            {
                // With the prefix by which it is dialled: +91, 0091 or 0.
                var from = digits.AsSpan(0, at).EndsWith(countryCode) ? at - countryCode.Length : at;
                while (from > 0 && digits[from - 1] == '0' && at - from < countryCode.Length + 2)
                    from--;
                found.Add((places[from].From, places[at + national.Length - 1].To));
            }
        }
    }

    private static bool IsSeparator(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format or UnicodeCategory.Control
        || rune.Value is '(' or ')' or '[' or ']' or '.' or '/' or '~' or '_' or ',' or '+' or 0x2212 or 0xFF0B or 0xFF08 or 0xFF09 or 0xFF0E or 0xFF0F;
}
