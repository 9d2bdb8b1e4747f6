using System.Collections.Concurrent;
using PhoneNumbers;

namespace Superfone.Dashboard.Domain;

/// <summary>Converts phone numbers to keys: a number has the same key in every written form.</summary>
/// <param name="region">
/// Reads the two-letter region whose numbers may be written without a country code, such as <c>IN</c>. It may be changed at any time.
/// </param>
public sealed class PhoneBook(Func<string> region)
{
    // The maximum number of digits of an international number (ITU-T E.164), and of a short code.
    private const int MostDigits = 15;
    private const int MostShortDigits = 8;

    // Reading a number takes longer than all else that is done with most deliveries, and the same few come again and again.
    private const int MostKept = 50_000;
    private const int LongestKept = 32;

    // Equals no key, because keys consist of digits, with or without a leading plus.
    private const string NoKey = "?";

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    private volatile KeptKeys? _kept;

    /// <summary>The keys of a region that does not change.</summary>
    /// <param name="region">The region.</param>
    public PhoneBook(string region)
        : this(() => region)
    {
    }

    /// <summary>The region whose numbers may be written without a country code.</summary>
    public string Region => region();

    /// <summary>The regions that the phone number library knows, as two letters.</summary>
    public static IEnumerable<string> Regions => Library.GetSupportedRegions().Order(StringComparer.Ordinal);

    /// <summary>The country code of a region, such as 91.</summary>
    public static int CountryCodeOf(string region) => Library.GetCountryCodeForRegion(region);

    /// <summary>A number of a region, as it is written there, and as this application writes it; <see langword="null"/> if there is no such region.</summary>
    public static (string Written, string Read)? ExampleOf(string region) => Library.GetExampleNumberForType(region, PhoneNumberType.MOBILE) is { } number
        ? (Library.Format(number, PhoneNumberFormat.NATIONAL), Library.Format(number, PhoneNumberFormat.INTERNATIONAL)) : null;

    /// <summary>Whether the phone number library knows the region.</summary>
    public static bool IsRegion(string region) => Library.GetSupportedRegions().Contains(region);

    /// <summary>
    /// The number in E.164, such as <c>+918000000001</c>; for at most 8 digits that are not a valid number (<c>1909</c>), the digits as
    /// dialled, without the region's country code. <see langword="null"/> if the text is not a number: blank text, words
    /// (<c>Anonymous</c>), two numbers, a number with a fraction.
    /// </summary>
    public string? KeyOf(string? number)
    {
        var region = Region;
        if (number is null or { Length: > LongestKept })
            return Read(number, region)?.Key;
        var kept = _kept;
        if (kept?.Region != region)
            _kept = kept = new KeptKeys(region);
        if (kept.Keys.TryGetValue(number, out var known))
            return known;
        var key = Read(number, region)?.Key;
        kept.Add(number, key);
        return key;
    }

    /// <summary>The key to search for when a user enters a number.</summary>
    /// <returns><see langword="null"/> for blank text; for text that is not a number, a value that equals no key.</returns>
    public string? SoughtKey(string? number) => string.IsNullOrWhiteSpace(number) ? null : KeyOf(number) ?? NoKey;

    /// <summary>Whether a key is a number that can be called back rather than a short code.</summary>
    public static bool IsNumber(string? key) => key is ['+', >= '0' and <= '9', ..];

    /// <summary>Whether a text is a complete, valid number in any written form.</summary>
    public bool IsWhole(string text) => Read(text, Region) is { IsValid: true };

    /// <summary>The text without invisible characters and directional marks, and with digits of any script as 0 to 9.</summary>
    public static string Plain(string text) => PhoneText.Plain(text);

    /// <summary>The number in the usual format, such as <c>+91 80000 00001</c>; a short code as dialled; other text unchanged.</summary>
    public string Format(string number) => Read(number, Region) switch
    {
        null => number.Trim(),
        { International: { } international } => Library.Format(international, PhoneNumberFormat.INTERNATIONAL),
        { Key: var key } => key,
    };

    /// <summary>Splits a key into its country code and the rest, both digits only; a short code has no country code.</summary>
    public (string CountryCode, string National) PartsOf(string key)
    {
        if (!IsNumber(key) || Parse(key, Region) is not { } number)
            return ("", DigitsOf(key));
        return (number.CountryCode.ToString(System.Globalization.CultureInfo.InvariantCulture), Library.GetNationalSignificantNumber(number));
    }

    private static Reading? Read(string? text, string region)
    {
        if (text is null || NumberMask.IsMasked(text) || PhoneText.Parse(text) is not { } written)
            return null;
        var number = Parse(written, region);
        var isValid = number is not null && Library.IsValidNumber(number);
        if (isValid)
            return Reading.Of(number!, true);
        if (written.HasWords || written.HasSlash)
            return null;
        if (ShortCodeOf(written, number, region) is { } code)
            return new Reading(code, null, false);
        return number is not null && Reading.Of(number, false) is { Key.Length: <= MostDigits + 1 } reading ? reading : null;
    }

    private static PhoneNumber? Parse(PhoneText written, string region)
    {
        var number = Parse(written.Number, region);
        return number is not null && written.Extension is { } extension ? number.ToBuilder().SetExtension(extension).Build() : number;
    }

    private static PhoneNumber? Parse(string number, string region)
    {
        try
        {
            return Library.ParseAndKeepRawInput(number, region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // 1909 and +911909 are the same number. +1909 is not an American number, but 1909 from a sender that puts a plus before all numbers.
    private static string? ShortCodeOf(PhoneText written, PhoneNumber? number, string region)
    {
        if (number is { HasCountryCodeSource: true } && number.CountryCode == Library.GetCountryCodeForRegion(region) && Library.GetNationalSignificantNumber(number) is { Length: <= MostShortDigits } national)
            return number.CountryCodeSource == PhoneNumber.Types.CountryCodeSource.FROM_DEFAULT_COUNTRY ? DigitsOf(written.Number) : national;
        return written.Digits <= MostShortDigits ? DigitsOf(written.Number) : null;
    }

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private sealed record Reading(string Key, PhoneNumber? International, bool IsValid)
    {
        public static Reading Of(PhoneNumber number, bool isValid) => new(Library.Format(number, PhoneNumberFormat.E164), number, isValid);
    }

    private sealed class KeptKeys(string region)
    {
        private int _count;

        public string Region => region;

        public ConcurrentDictionary<string, string?> Keys { get; } = new(StringComparer.Ordinal);

        public void Add(string number, string? key)
        {
            if (Interlocked.Increment(ref _count) > MostKept)
            {
                Keys.Clear();
                Interlocked.Exchange(ref _count, 0);
            }

            Keys[number] = key;
        }
    }
}
