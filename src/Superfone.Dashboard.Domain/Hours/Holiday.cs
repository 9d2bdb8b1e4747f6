using System.Globalization;

namespace Superfone.Dashboard.Domain.Hours;

/// <summary>A day on which nobody works.</summary>
/// <param name="Day">The day.</param>
/// <param name="Name">What is celebrated; <see langword="null"/> if it has no name.</param>
public sealed record Holiday(DateOnly Day, string? Name)
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>Reads one such as <c>2026-01-26 Republic Day</c>; <see langword="null"/> if the text does not begin with a date.</summary>
    public static Holiday? Parse(string text)
    {
        var parts = text.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        return DateOnly.TryParseExact(parts[0], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new Holiday(day, parts is [_, { Length: > 0 } name] ? name : null)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Day.ToString(Format, CultureInfo.InvariantCulture)} {Name}".TrimEnd();
}
