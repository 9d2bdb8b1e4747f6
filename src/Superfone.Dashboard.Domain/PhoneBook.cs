using PhoneNumbers;

namespace Superfone.Dashboard.Domain;

/// <summary>Phone numbers as keys: the same number has the same key in whichever form it was written.</summary>
/// <param name="region">Two-letter region whose numbers may be written without a country code, such as <c>IN</c>.</param>
public sealed class PhoneBook(string region)
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>Whether the library knows the region.</summary>
    public static bool IsRegion(string region) => Library.GetSupportedRegions().Contains(region);

    /// <summary>
    /// The number in E.164, such as <c>+918000000001</c>; what is no number at all (<c>Anonymous</c>) trimmed and in lower case;
    /// <see langword="null"/> for blank text.
    /// </summary>
    public string? KeyOf(string? number)
    {
        if (string.IsNullOrWhiteSpace(number))
            return null;
        try
        {
            return Library.Format(Library.Parse(number, region), PhoneNumberFormat.E164);
        }
        catch (NumberParseException)
        {
            return number.Trim().ToLowerInvariant();
        }
    }

    /// <summary>Whether a key is a number that can be dialled, and not the text that stands in place of one.</summary>
    public static bool IsNumber(string? key) => key is ['+', >= '0' and <= '9', ..];

    /// <summary>Whether a text is a number that somebody may have, in any written form, and not a part of one.</summary>
    public bool IsWhole(string text)
    {
        try
        {
            return Library.IsValidNumber(Library.Parse(text, region));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>The number as people write it, such as <c>+91 80000 00001</c>; what is no number stays as it is.</summary>
    public string Format(string number)
    {
        try
        {
            return Library.Format(Library.Parse(number, region), PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return number.Trim();
        }
    }
}
