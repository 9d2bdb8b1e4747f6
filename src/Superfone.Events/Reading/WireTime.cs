using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Superfone.Events.Reading;

/// <summary>
/// A time as written in a payload: ISO 8601 (also with a space for the <c>T</c>, a trailing <c>UTC</c>, or an offset without a colon), or
/// seconds or milliseconds since 1970. It records which parts of the time were written, so that each field can decide what a missing time
/// of day or offset means. The same text gives the same time on every day and in every culture.
/// </summary>
public readonly partial record struct WireTime
{
    // Other years only occur in the "no time" of other systems (0000-00-00, 0001-01-01, 1970-01-01, 9999-12-31) and in numbers that are not
    // epochs. The limits also distinguish seconds from milliseconds, and 20261126 from both.
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    // As Superfone writes nearly all times: read without the expression for all others.
    private const string Usual = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly double FirstEpochSeconds = (new DateTime(FirstYear, 1, 1) - DateTime.UnixEpoch).TotalSeconds;
    private static readonly double LastEpochSeconds = (new DateTime(LastYear + 1, 1, 1) - DateTime.UnixEpoch).TotalSeconds;

    private WireTime(DateTime written, bool hasTimeOfDay, TimeSpan? offset) =>
        (Written, HasTimeOfDay, Offset) = (written, hasTimeOfDay, offset);

    /// <summary>
    /// Date and time of day as written, before any offset is applied (<see cref="DateTimeKind.Unspecified"/>), to the millisecond; midnight
    /// if no time of day was written.
    /// </summary>
    public DateTime Written { get; }

    /// <summary>Whether a time of day was written; <see langword="false"/> for a bare date.</summary>
    public bool HasTimeOfDay { get; }

    /// <summary>The offset from UTC; zero for <c>Z</c>, <c>UTC</c> and epochs; <see langword="null"/> if none was written.</summary>
    public TimeSpan? Offset { get; }

    /// <summary>The instant in UTC. A missing offset means UTC, a missing time of day means midnight.</summary>
    public DateTime Utc => DateTime.SpecifyKind(Written - (Offset ?? TimeSpan.Zero), DateTimeKind.Utc);

    /// <summary>Reads a time from a JSON string or number.</summary>
    /// <returns><see langword="false"/> for anything else, and for text and numbers that are not a time.</returns>
    public static bool TryRead(JsonElement value, out WireTime time)
    {
        time = default;
        return value.ValueKind switch
        {
            JsonValueKind.String => TryParse(value.GetString(), out time),
            JsonValueKind.Number => TryParse(value.GetRawText(), out time),
            _ => false,
        };
    }

    /// <summary>Reads a time from text.</summary>
    /// <returns>
    /// <see langword="false"/> for a time of day without a date, words such as <c>today</c>, other formats (<c>05/06/2027</c>), and years
    /// before 2000 or after 2199.
    /// </returns>
    public static bool TryParse(string? text, out WireTime time)
    {
        time = default;
        if (text is null || text.Length > 100)
            return false;
        if (DateTime.TryParseExact(text, Usual, CultureInfo.InvariantCulture, DateTimeStyles.None, out var written) && written.Year is >= FirstYear and <= LastYear)
        {
            time = new WireTime(written, true, TimeSpan.Zero);
            return true;
        }

        var match = Iso().Match(text);
        return match.Success ? TryRead(match.Groups, out time) : TryReadEpoch(text, out time);
    }

    private static bool TryRead(GroupCollection groups, out WireTime time)
    {
        time = default;
        var (year, month, day) = (Number(groups["year"]), Number(groups["month"]), Number(groups["day"]));
        var (hour, minute, second) = (Number(groups["hour"]), Number(groups["minute"]), Number(groups["second"]));

        // ISO 8601 writes the end of a day as 24:00:00, and a leap second as 60.
        var isTime = hour <= 23 && minute <= 59 && second <= 60 || (hour, minute, second) == (24, 0, 0);
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || !isTime)
            return false;

        TimeSpan? offset = null;
        if (groups["sign"].Success)
        {
            var written = new TimeSpan(Number(groups["offsetHour"]), Number(groups["offsetMinute"]), 0);
            if (written > TimeSpan.FromHours(14) || Number(groups["offsetMinute"]) > 59)
                return false;
            offset = groups["sign"].Value == "+" ? written : -written;
        }
        else if (groups["utc"].Success)
        {
            offset = TimeSpan.Zero;
        }

        var milliseconds = Number(groups["fraction"].Value.PadRight(3, '0').AsSpan(0, 3));
        var local = new DateTime(year, month, day).AddHours(hour).AddMinutes(minute).AddSeconds(second).AddMilliseconds(milliseconds);
        time = new WireTime(local, groups["hour"].Success, offset);
        return true;
    }

    private static bool TryReadEpoch(string text, out WireTime time)
    {
        time = default;
        const NumberStyles Style = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(text.Trim(), Style, CultureInfo.InvariantCulture, out var epoch))
            return false;
        var seconds = epoch <= LastEpochSeconds ? epoch : epoch / 1000;
        if (!(seconds >= FirstEpochSeconds && seconds < LastEpochSeconds))
            return false;
        var milliseconds = (long)(epoch <= LastEpochSeconds ? epoch * 1000 : epoch);
        time = new WireTime(DateTime.SpecifyKind(DateTime.UnixEpoch.AddMilliseconds(milliseconds), DateTimeKind.Unspecified), true, TimeSpan.Zero);
        return true;
    }

    private static int Number(Group group) => Number(group.ValueSpan);

    private static int Number(ReadOnlySpan<char> digits) =>
        digits.IsEmpty ? 0 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    // 2026-05-15 · 2026-05-15T10:30 · 2026-05-15 10:30:00.123 UTC · 2026-05-15T10:30:00+0530 · 20260515 · 20260515T103000Z
    [GeneratedRegex("""
        ^\s* (?<year>[0-9]{4}) (?: -(?<month>[0-9]{2})-(?<day>[0-9]{2}) | (?<month>[0-9]{2})(?<day>[0-9]{2}) )
        (?: (?:[Tt]|\s+)
            (?: (?<hour>[0-9]{2}):(?<minute>[0-9]{2}) (?: :(?<second>[0-9]{2}) (?:[.,](?<fraction>[0-9]+))? )?
              | (?<hour>[0-9]{2})(?<minute>[0-9]{2}) (?: (?<second>[0-9]{2}) (?:[.,](?<fraction>[0-9]+))? )? )
            \s* (?: (?<utc>[Zz]|[Uu][Tt][Cc]) | (?<sign>[+\-]) (?<offsetHour>[0-9]{2}) (?: :? (?<offsetMinute>[0-9]{2}) )? )?
        )? \s*$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
