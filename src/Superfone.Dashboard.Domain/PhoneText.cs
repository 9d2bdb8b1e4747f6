using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Domain;

/// <summary>The parts of a text that is expected to be one phone number.</summary>
/// <param name="Number">The digits with their separators, and with a plus if one was written.</param>
/// <param name="Extension">The extension that follows it.</param>
/// <param name="HasWords">Whether there are words around it: <c>Ravi 98765 00001</c>.</param>
internal sealed partial record PhoneText(string Number, string? Extension, bool HasWords)
{
    // No written form of a number is longer; longer texts are not searched.
    private const int Longest = 250;

    // The part before a slash is either an area code or a number of its own.
    private const int LongestAreaCode = 5;

    /// <summary>The number of digits.</summary>
    public int Digits => Number.Count(char.IsAsciiDigit);

    /// <summary>
    /// Whether a slash separates the digits: either the area code from the rest, or two numbers. Only validation can tell which.
    /// </summary>
    public bool HasSlash => Number.Contains('/', StringComparison.Ordinal);

    /// <summary>
    /// The visible characters of a text in their plain form: digits of any script become 0 to 9, and each kind of dash, space and plus sign
    /// becomes one. Invisible characters and directional marks are removed.
    /// </summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (PlainOf(rune) is { } character)
                plain.Append(character.ToString());
        }

        return plain.ToString().Trim();
    }

    /// <summary>Parses a text.</summary>
    /// <returns><see langword="null"/> for a word, two numbers, or a number with a fraction: none can be dialled.</returns>
    public static PhoneText? Parse(string text)
    {
        if (text.Length > Longest)
            return null;
        var plain = Scheme().Replace(Plain(text), "");
        var extension = Extensions().Match(plain);
        if (extension.Success)
            plain = plain[..extension.Index];

        if (Numbers().Match(plain) is not { Success: true } match || IsFraction(plain))
            return null;
        var number = new PhoneText(
            match.Groups["number"].Value,
            extension.Groups["digits"] is { Success: true } digits ? digits.Value : null,
            match.Groups["around"].Captures.Any(around => around.Value.EnumerateRunes().Any(Rune.IsLetter)));
        return number.HasSlash && number.Number.IndexOf('/', StringComparison.Ordinal) > LongestAreaCode ? null : number;
    }

    // 9876500001.5 and 98765.5, but not 80000.00001, whose point only separates groups of digits.
    private static bool IsFraction(string plain) => Fraction().Match(plain) is { Success: true } match
        && (match.Groups["whole"].Length > 8 || match.Groups["whole"].Length < 3 || match.Groups["part"].Length < 3);

    private static Rune? PlainOf(Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.DecimalDigitNumber:
                return new Rune('0' + (int)Rune.GetNumericValue(rune));
            case UnicodeCategory.DashPunctuation:
                return new Rune('-');
            case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                return new Rune(' ');
            case UnicodeCategory.Format:
                return null;
            case UnicodeCategory.Control:
                return Rune.IsWhiteSpace(rune) ? new Rune(' ') : null;
        }

        return rune.Value switch
        {
            // Fillers, the blank Braille pattern, the grapheme joiner and variation selectors: letters, signs and marks that print nothing.
            0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or 0x034F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => null,
            0xFF0B or 0xFE62 or 0x207A => new Rune('+'),
            0x2212 => new Rune('-'),
            0xFF08 => new Rune('('),
            0xFF09 => new Rune(')'),
            0xFF0E => new Rune('.'),
            0xFF0F => new Rune('/'),
            _ => rune,
        };
    }

    // tel:+918000000001
    [GeneratedRegex("^(?:tel|callto|sms|phone)\\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    // 08000000001 ext. 12 · 08000000001 x12 · 08000000001;ext=12 · 08000000001,,12# · tel:08000000001;phone-context=+91
    [GeneratedRegex(
        "(?:(?:;ext=|,{2,}|(?<=[0-9) ])(?:extension|extn?|x|#)[ .:]*)(?<digits>[0-9]{1,9})#?|(?:;[a-z-]+=[^;]*)+)\\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extensions();

    // Words, commas or a second plus between digits mean that it is not a single number. A star or hash is part of a service code.
    [GeneratedRegex("^(?<around>[^0-9*#]*?)(?<number>(?:[+(][+( ]*)?[0-9](?:[-0-9 .()\\[\\]/~]*[0-9])?)(?<around>[^0-9*#]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex("^\\+?(?<whole>[0-9]+)\\.(?<part>[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();
}
