using System.Globalization;
using System.Text.RegularExpressions;

namespace Superfone.Events.Reading;

/// <summary>
/// Reads durations in clock notation: <c>h:mm:ss</c> or <c>mm:ss</c>, with a fraction after a point or, as in subtitles, a comma.
/// </summary>
internal static partial class ClockText
{
    /// <summary>Reads a duration in seconds.</summary>
    public static bool TryParse(string text, out double seconds)
    {
        seconds = 0;
        if (text.Length > 40 || Clock().Match(text) is not { Success: true } match)
            return false;
        seconds = (Number(match.Groups["hours"]) * 3600) + (Number(match.Groups["minutes"]) * 60) + Number(match.Groups["seconds"]);
        return true;
    }

    private static double Number(Group group) => group.Success
        ? double.Parse(group.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
        : 0;

    // 0:07 · 75:10 · 1:02:03 · 00:00:07,000
    [GeneratedRegex(@"^\s*(?:(?<hours>[0-9]{1,3}):(?<minutes>[0-5][0-9])|(?<minutes>[0-9]{1,4})):(?<seconds>[0-5][0-9](?:[.,][0-9]{1,9})?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
