using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.Domain.Tasks;

/// <summary>Reads a due date from the <c>updated_value</c> of a change of <c>task_due_date</c>.</summary>
public static partial class DueDate
{
    /// <summary>The kind of value that <see cref="TryRead"/> expects, for the note on a value that it cannot read.</summary>
    public const string Expected = "a date or time";

    /// <summary>
    /// Reads a due date. A value without an offset is local time; one without a time of day is the last second of its day. Besides the
    /// formats that <see cref="WireTime"/> reads, it accepts dates with the day first (<c>05/06/2027</c> is in June) and a 12-hour clock.
    /// </summary>
    /// <param name="value">The JSON value.</param>
    /// <param name="calendar">The business's days and hours.</param>
    /// <param name="dueUtc">
    /// The due time, UTC; <see langword="null"/> for <c>null</c> and blank text, which mean that there is no due date.
    /// </param>
    /// <returns><see langword="false"/> if the value is not a date or time.</returns>
    public static bool TryRead(JsonElement value, BusinessCalendar calendar, out DateTime? dueUtc)
    {
        dueUtc = null;
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
            || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString())))
            return true;
        if (!WireTime.TryRead(value, out var time)
            && !(value.ValueKind == JsonValueKind.String && IsoOf(value.GetString()!) is { } iso && WireTime.TryParse(iso, out time)))
            return false;
        dueUtc = time switch
        {
            { Offset: not null } => time.Utc,
            { HasTimeOfDay: true } => calendar.ToUtc(time.Written),
            _ => calendar.EndOfUtc(DateOnly.FromDateTime(time.Written)),
        };
        return true;
    }

    // "31/12/2027, 6:30 pm" → "2027-12-31 18:30"
    private static string? IsoOf(string text)
    {
        if (Local().Match(text) is not { Success: true } match)
            return null;
        var date = string.Create(
            CultureInfo.InvariantCulture, $"{(match.Groups["year"].Length == 2 ? 2000 : 0) + Number("year"):0000}-{Number("month"):00}-{Number("day"):00}");
        if (!match.Groups["hour"].Success)
            return date;
        var hour = Number("hour");
        if (match.Groups["half"] is { Success: true, Value: var half })
        {
            if (hour is < 1 or > 12)
                return null;
            hour = (hour % 12) + (half[0] is 'p' or 'P' ? 12 : 0);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{date} {hour:00}:{match.Groups["rest"].Value}{match.Groups["zone"].Value}");

        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    // In 27-11-28, either end could be the year.
    [GeneratedRegex("""
        ^\s* (?: (?<day>[0-9]{1,2}) (?<separator>[-/.]) (?<month>[0-9]{1,2}) \k<separator> (?<year>[0-9]{4})
               | (?<day>[0-9]{1,2}) (?<separator>[/.]) (?<month>[0-9]{1,2}) \k<separator> (?<year>[0-9]{2})
               | (?<year>[0-9]{4}) (?<separator>[-/.]) (?<month>[0-9]{1,2}) \k<separator> (?<day>[0-9]{1,2}) )
        (?: (?:,\s*|\s+|[Tt])
            (?<hour>[0-9]{1,2}) : (?<rest>[0-9]{2} (?: :[0-9]{2} (?:[.,][0-9]+)? )?) \s* (?: (?<half>[AaPp])\.?[Mm]\.? )?
            (?<zone> \s* (?: [Zz] | [Uu][Tt][Cc] | [+\-][0-9]{2} (?: :?[0-9]{2} )? ) )?
        )? \s*$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Local();
}
