using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Superfone.Dashboard.ReadModels.QueryStrings;

/// <summary>Reads one value of a query string strictly, in the same way for the API and for pages.</summary>
public static partial class QueryText
{
    /// <summary>Whether values of a type can be read.</summary>
    public static bool CanRead(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(DateTime);

    /// <summary>Reads a value.</summary>
    /// <param name="text">The value in the query string.</param>
    /// <param name="type">The type to read it as.</param>
    /// <returns>The value without an expectation; or a description of the expected value, such as <c>true or false</c>.</returns>
    public static (object? Value, string? Expected) Read(string text, Type type)
    {
        if (text.Length > QueryLimits.MostCharacters)
            return (null, $"at most {QueryLimits.MostCharacters} characters long");
        if (type == typeof(string))
            return (string.IsNullOrWhiteSpace(text) ? null : text, null);
        if (type == typeof(bool))
            return bool.TryParse(text, out var flag) ? (flag, null) : (null, "true or false");
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (number, null) : (null, "a whole number");
        if (type == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? (id, null) : (null, "a whole number");
        return type == typeof(DateTime) ? ReadInstant(text) : ReadEnum(text, type);
    }

    private static (object? Value, string? Expected) ReadEnum(string text, Type type)
    {
        var names = Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
        return names.Contains(text) ? (Enum.Parse(type, text, ignoreCase: true), null) : (null, $"one of {string.Join(", ", names)}");
    }

    private static (object? Value, string? Expected) ReadInstant(string text)
    {
        // The + of an offset that was not escaped arrives as a space: 2026-05-15T10:30:00 05:30.
        var instant = LostPlus().Replace(text, "+$1");
        return Instant().IsMatch(instant)
            && DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value)
            ? (Within(value.UtcDateTime), null)
            : (null, "an instant such as 2026-05-15T10:30:00Z");
    }

    // Nothing is stored for other times, and days can be added to and subtracted from these.
    private static DateTime Within(DateTime instant) => instant < Domain.Calls.SortKey.Earliest ? Domain.Calls.SortKey.Earliest : instant > Domain.Calls.SortKey.Latest ? Domain.Calls.SortKey.Latest : instant;

    [GeneratedRegex(@"(?<=T.*) (\d\d:?\d\d)$", RegexOptions.IgnoreCase)]
    private static partial Regex LostPlus();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:?\d\d)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Instant();
}
