using PhoneNumbers;

namespace Superfone.Dashboard.Domain;

/// <summary>Phone numbers as keys: the same number has the same key in whichever form it was written.</summary>
/// <param name="region">Two-letter region whose numbers may be written without a country code, such as <c>IN</c>.</param>
public sealed class PhoneBook(string region)
{
    // As many digits as an international number has at most (ITU-T E.164), and as a short code has at most.
    private const int MostDigits = 15;
    private const int MostShortDigits = 8;

    // Equal to no key: keys are digits, with a plus in front or without.
    private const string NoKey = "?";

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    private readonly int _countryCode = Library.GetCountryCodeForRegion(region);

    /// <summary>Whether the library knows the region.</summary>
    public static bool IsRegion(string region) => Library.GetSupportedRegions().Contains(region);

    /// <summary>
    /// The number in E.164, such as <c>+918000000001</c>; of at most 8 digits that are nobody's valid number (<c>1909</c>) the digits as
    /// dialled, without the region's country code. <see langword="null"/> for what is no number: blank text, words (<c>Anonymous</c>), two
    /// numbers, a number with a fraction.
    /// </summary>
    public string? KeyOf(string? number) => Read(number)?.Key;

    /// <summary>The key to look for where somebody asks for a number.</summary>
    /// <returns>
    /// <see langword="null"/> for blank text, which asks for nothing; for text that is no number something that is equal to no key.
    /// </returns>
    public string? SoughtKey(string? number) => string.IsNullOrWhiteSpace(number) ? null : KeyOf(number) ?? NoKey;

    /// <summary>Whether a key is a number that can be called back, and not a short code.</summary>
    public static bool IsNumber(string? key) => key is ['+', >= '0' and <= '9', ..];

    /// <summary>Whether a text is a number that somebody may have, in any written form, and not a part of one.</summary>
    public bool IsWhole(string text) => Read(text) is { IsValid: true };

    /// <summary>What is visible of a text: without invisible characters and those that direct the writing, digits of any script as 0 to 9.</summary>
    public static string Plain(string text) => PhoneText.Plain(text);

    /// <summary>The number as people write it, such as <c>+91 80000 00001</c>; a short code as dialled; what is no number as it is.</summary>
    public string Format(string number) => Read(number) switch
    {
        null => number.Trim(),
        { International: { } international } => Library.Format(international, PhoneNumberFormat.INTERNATIONAL),
        { Key: var key } => key,
    };

    private Reading? Read(string? text)
    {
        if (text is null || PhoneText.Parse(text) is not { } written)
            return null;
        var number = Parse(written);
        var isValid = number is not null && Library.IsValidNumber(number);
        if (isValid)
            return Reading.Of(number!, true);
        if (written.HasWords || written.HasSlash)
            return null;
        if (ShortCodeOf(written, number) is { } code)
            return new Reading(code, null, false);
        return number is not null && Reading.Of(number, false) is { Key.Length: <= MostDigits + 1 } reading ? reading : null;
    }

    private PhoneNumber? Parse(PhoneText written)
    {
        try
        {
            var number = Library.ParseAndKeepRawInput(written.Number, region);
            return written.Extension is { } extension ? number.ToBuilder().SetExtension(extension).Build() : number;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // 1909 and +911909 are the same; +1909 is no American number but 1909 with a plus that somebody put in front of all numbers.
    private string? ShortCodeOf(PhoneText written, PhoneNumber? number)
    {
        if (number is { HasCountryCodeSource: true } && number.CountryCode == _countryCode && Library.GetNationalSignificantNumber(number) is { Length: <= MostShortDigits } national)
            return number.CountryCodeSource == PhoneNumber.Types.CountryCodeSource.FROM_DEFAULT_COUNTRY ? DigitsOf(written.Number) : national;
        return written.Digits <= MostShortDigits ? DigitsOf(written.Number) : null;
    }

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private sealed record Reading(string Key, PhoneNumber? International, bool IsValid)
    {
        public static Reading Of(PhoneNumber number, bool isValid) => new(Library.Format(number, PhoneNumberFormat.E164), number, isValid);
    }
}
