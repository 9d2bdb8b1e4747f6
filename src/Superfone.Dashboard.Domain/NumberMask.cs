using System.Globalization;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Superfone.Dashboard.Domain;

/// <summary>
/// Masks phone numbers: <c>+91 80••• ••001</c>, the country code if it is written, the first two digits and the last three. Any seven
/// digits in a row count as a number, whatever script they are in and however they are grouped.
/// </summary>
public static partial class NumberMask
{
    private const char Sign = '•';

    // Of a short number, first and last digits would be nearly all of it.
    private const int ShortestWithBeginning = 9;

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>Whether a text contains a masked number, which is no number any more.</summary>
    public static bool IsMasked(string text) => text.Contains(Sign, StringComparison.Ordinal);

    /// <summary>The text with all numbers in it masked.</summary>
    public static string Of(string text) => Number().Replace(text, match => IsDate(match.Value) ? match.Value : Masked(match.Value));

    private static string Masked(string number)
    {
        var digits = string.Concat(number.Where(char.IsDigit).Select(digit => CharUnicodeInfo.GetDecimalDigitValue(digit)));
        var country = number[0] == '+' ? CountryCodeOf(digits) : "";
        var rest = digits[country.Length..];
        var beginning = rest.Length < ShortestWithBeginning ? "" : rest[..2];
        return $"{(country.Length > 0 ? $"+{country} " : "")}{beginning}{Sign}{Sign}{Sign} {Sign}{Sign}{rest[^3..]}";
    }

    private static string CountryCodeOf(string digits)
    {
        try
        {
            var code = Library.Parse($"+{digits}", null).CountryCode.ToString(CultureInfo.InvariantCulture);
            return digits.Length - code.Length >= 3 ? code : "";
        }
        catch (NumberParseException)
        {
            return "";
        }
    }

    private static bool IsDate(string text) => Date().IsMatch(text);

    // Between digits: spaces, signs, and marks of direction that nobody sees.
    [GeneratedRegex(@"\+?\d(?:[\s.\-()/\u00AD\u200B-\u200F\u2010-\u2015\u202A-\u202E\u2060-\u2069]{0,3}\d){6,}")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:19|20)\d\d-[01]\d-[0-3]\d$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
