using System.Globalization;
using System.Text.Json;

namespace Superfone.Events;

/// <summary>
/// Reads JSON values the way a receiver must that may not lose an event: numbers may come as strings, strings as
/// numbers, a single item in place of a list. What still cannot be read is an <see cref="EventFormatException"/>
/// that names the field.
/// </summary>
public static class LenientJson
{
    private const int LongestQuote = 80;

    /// <summary>Text; numbers and booleans as they stand; <see langword="null"/> for <c>null</c>.</summary>
    /// <param name="value">The JSON value.</param>
    /// <param name="name">The field's name, for the error.</param>
    public static string? Text(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Unreadable(value, name, "text"),
    };

    /// <summary>A whole number of up to 64 bits, also as text or with a zero fraction; blank text is <see langword="null"/>.</summary>
    /// <param name="value">The JSON value.</param>
    /// <param name="name">The field's name, for the error.</param>
    public static long? WholeNumber(JsonElement value, string name)
    {
        if (IsNullOrBlank(value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
            return number;
        if (value.ValueKind is JsonValueKind.Number or JsonValueKind.String)
        {
            var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
            if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number))
                return number;
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                && exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue)
                return (long)exact;
        }

        throw Unreadable(value, name, "a whole number");
    }

    /// <summary>A number, also as text; blank text is <see langword="null"/>.</summary>
    /// <param name="value">The JSON value.</param>
    /// <param name="name">The field's name, for the error.</param>
    public static double? Number(JsonElement value, string name)
    {
        if (IsNullOrBlank(value))
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Unreadable(value, name, "a number");
    }

    /// <summary>Seconds, rounded to whole ones.</summary>
    /// <param name="value">The JSON value.</param>
    /// <param name="name">The field's name, for the error.</param>
    public static int? Seconds(JsonElement value, string name) => Number(value, name) switch
    {
        null => null,
        >= 0 and <= int.MaxValue and var seconds => (int)Math.Round(seconds, MidpointRounding.AwayFromZero),
        _ => throw Unreadable(value, name, "a number of seconds"),
    };

    /// <summary>
    /// An instant in UTC, to the millisecond: ISO 8601 (without an offset it is UTC), or seconds or milliseconds since 1970.
    /// Blank text is <see langword="null"/>.
    /// </summary>
    /// <param name="value">The JSON value.</param>
    /// <param name="name">The field's name, for the error.</param>
    public static DateTime? Instant(JsonElement value, string name)
    {
        const double LatestInSeconds = 1e11; // The year 5138; any greater number counts milliseconds.
        const long LatestInMilliseconds = 253_402_300_799_999; // The last millisecond of the year 9999.

        if (IsNullOrBlank(value))
            return null;
        if (value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(
                value.GetString(),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
                out var instant))
            return FromMilliseconds(instant.ToUnixTimeMilliseconds());

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var epoch) && epoch >= 0)
        {
            var milliseconds = epoch < LatestInSeconds ? epoch * 1000 : epoch;
            if (milliseconds <= LatestInMilliseconds)
                return FromMilliseconds((long)milliseconds);
        }

        throw Unreadable(value, name, "an ISO 8601 time");

        static DateTime FromMilliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
    }

    /// <summary>A list, or a single item in place of one; <see langword="null"/> for <c>null</c>. Items that are <c>null</c> are left out.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="value">The JSON value.</param>
    /// <param name="name">The field's name, for the error.</param>
    /// <param name="item">Reads one item.</param>
    public static IReadOnlyList<T>? List<T>(JsonElement value, string name, Func<JsonElement, string, T> item) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Array =>
            [.. value.EnumerateArray().Where(entry => entry.ValueKind != JsonValueKind.Null).Select(entry => item(entry, name))],
        _ => [item(value, name)],
    };

    /// <summary>A label, product, stage or group: <c>{id,title}</c> (or <c>name</c>), a bare id, or a bare title.</summary>
    /// <param name="value">The JSON value.</param>
    /// <param name="name">The field's name, for the error.</param>
    public static Titled? Titled(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object => new Titled(
            WholeNumber(Field(value, "id"), $"{name}.id"),
            Text(Field(value, "title"), $"{name}.title") ?? Text(Field(value, "name"), $"{name}.name")),
        JsonValueKind.Number => new Titled(WholeNumber(value, name), null),
        JsonValueKind.String => new Titled(null, value.GetString()),
        _ => throw Unreadable(value, name, "an object with id and title"),
    };

    /// <summary>A number of a contact: <c>{phone,customer_id}</c>, or the bare number.</summary>
    /// <param name="value">The JSON value.</param>
    /// <param name="name">The field's name, for the error.</param>
    public static ContactPhone Phone(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Object => new ContactPhone(
            Text(Field(value, "phone"), $"{name}.phone") ?? "",
            WholeNumber(Field(value, "customer_id"), $"{name}.customer_id")),
        JsonValueKind.String or JsonValueKind.Number => new ContactPhone(Text(value, name) ?? "", null),
        _ => throw Unreadable(value, name, "an object with phone and customer_id"),
    };

    /// <summary>The field of an object; an undefined element where it is absent.</summary>
    /// <param name="value">A JSON object.</param>
    /// <param name="name">The field's name.</param>
    public static JsonElement Field(JsonElement value, string name) =>
        value.TryGetProperty(name, out var field) ? field : default;

    /// <summary>The error for a value that is not what it should be; quotes its beginning.</summary>
    /// <param name="value">The JSON value.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="expected">What it should be, such as "a whole number".</param>
    public static EventFormatException Unreadable(JsonElement value, string name, string expected)
    {
        var raw = value.GetRawText();
        return new EventFormatException($"{name} is not {expected}: {(raw.Length > LongestQuote ? raw[..LongestQuote] + "…" : raw)}");
    }

    private static bool IsNullOrBlank(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
        || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));
}
