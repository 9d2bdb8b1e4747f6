using System.Globalization;
using System.Text.Json;

namespace Superfone.Events.Reading;

/// <summary>
/// Reads single JSON values leniently: numbers may be written as text, text as numbers or booleans. Each method returns
/// <see langword="false"/> for a value of another kind, and <see langword="true"/> with <see langword="null"/> for <c>null</c>, an absent
/// field, and (except for text) blank text.
/// </summary>
public static class LenientJson
{
    private const int LongestNumber = 400;
    private const double LongestDurationSeconds = 7 * 24 * 60 * 60; // No call is longer than a week.

    /// <summary>Text; numbers and booleans as in the source.</summary>
    public static bool TryText(JsonElement value, out string? text)
    {
        text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
        return text is not null || value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
    }

    /// <summary>A whole number of up to 64 bits; <c>12.0</c> and <c>1.2e1</c> are accepted, <c>1,200</c> is not.</summary>
    public static bool TryWholeNumber(JsonElement value, out long? number)
    {
        number = null;
        if (IsNullOrBlank(value))
            return true;
        if (NumberText(value) is not { } text)
            return false;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            number = whole;
        else if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue && !IsUnderflow(exact, text))
            number = (long)exact;
        return number is not null;
    }

    /// <summary>A finite number.</summary>
    public static bool TryNumber(JsonElement value, out double? number)
    {
        number = null;
        if (IsNullOrBlank(value))
            return true;
        if (double.TryParse(NumberText(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var finite) && double.IsFinite(finite))
            number = finite;
        return number is not null;
    }

    /// <summary>
    /// A duration in whole seconds, rounded: a number, or <c>h:mm:ss</c> or <c>mm:ss</c>. Negative values and those of more than a week are
    /// ignored.
    /// </summary>
    public static bool TrySeconds(JsonElement value, out int? seconds)
    {
        seconds = null;
        if (!TryClock(value, out var exact))
            return false;
        if (exact is < 0 or > LongestDurationSeconds)
            return false;
        seconds = exact is { } known ? (int)Math.Round(known, MidpointRounding.AwayFromZero) : null;
        return true;
    }

    /// <summary>An instant in UTC, to the millisecond; see <see cref="WireTime"/>.</summary>
    public static bool TryInstant(JsonElement value, out DateTime? instant)
    {
        instant = null;
        if (IsNullOrBlank(value))
            return true;
        if (WireTime.TryRead(value, out var time))
            instant = time.Utc;
        return instant is not null;
    }

    /// <summary>The field of an object; an undefined element if it is absent.</summary>
    /// <param name="value">A JSON object.</param>
    /// <param name="name">The field's name.</param>
    public static JsonElement Field(JsonElement value, string name) =>
        value.TryGetProperty(name, out var field) ? field : default;

    /// <summary>Seconds as a number or in clock notation (<c>1:02:03</c>, <c>00:07.5</c>, <c>00:00:07,000</c>).</summary>
    internal static bool TryClock(JsonElement value, out double? seconds)
    {
        if (value.ValueKind == JsonValueKind.String && ClockText.TryParse(value.GetString()!, out var clock))
        {
            seconds = clock;
            return true;
        }

        return TryNumber(value, out seconds);
    }

    // Trim removes spaces of every kind. No number is as long as a text may be.
    private static string? NumberText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => value.GetString()!.Trim(),
        _ => null,
    } is { Length: <= LongestNumber } text ? text : null;

    // 1e-400 is not 0, although the nearest decimal is.
    private static bool IsUnderflow(decimal exact, string text) => exact == 0 && text.AsSpan().ContainsAnyInRange('1', '9');

    private static bool IsNullOrBlank(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
        || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));
}
