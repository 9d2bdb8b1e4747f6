using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PhoneNumbers;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>
/// Identifies everything that the read model depends on besides the log and this program: the time zone and its rules, which a new tzdata
/// may change; the telephone region, and the version of libphonenumber with its metadata.
/// </summary>
internal static class ReadModelStamp
{
    /// <summary>The stamp, such as <c>Asia/Kolkata 1F0C9A77E2B3D410 IN libphonenumber 9.0.43.0</c>.</summary>
    public static string Of(DisplayOptions display) =>
        $"{display.TimeZone.Id} {RulesOf(display.TimeZone)} {display.PhoneRegion} libphonenumber {typeof(PhoneNumberUtil).Assembly.GetName().Version}";

    private static string RulesOf(TimeZoneInfo zone)
    {
        var rules = zone.GetAdjustmentRules().Select(rule => string.Create(
            CultureInfo.InvariantCulture,
            $"{rule.DateStart:O} {rule.DateEnd:O} {rule.BaseUtcOffsetDelta} {rule.DaylightDelta} {Of(rule.DaylightTransitionStart)} {Of(rule.DaylightTransitionEnd)}"));
        var text = string.Join('\n', rules.Prepend(zone.BaseUtcOffset.ToString()));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    private static string Of(TimeZoneInfo.TransitionTime at) => string.Create(
        CultureInfo.InvariantCulture, $"{at.IsFixedDateRule} {at.Month} {at.Week} {at.Day} {at.DayOfWeek} {at.TimeOfDay:O}");
}
