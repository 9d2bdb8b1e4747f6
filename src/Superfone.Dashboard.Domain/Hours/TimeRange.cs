using System.Globalization;

namespace Superfone.Dashboard.Domain.Hours;

/// <summary>A part of a day, by the clock of the business.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends: on the next day, if this is not after <paramref name="Start"/>.</param>
public readonly record struct TimeRange(TimeOnly Start, TimeOnly End)
{
    private const string Format = "HH:mm";

    /// <summary>Whether it ends on the next day. One that ends at midnight does.</summary>
    public bool EndsNextDay => End <= Start;

    /// <summary>Reads ranges such as <c>09:30-13:00, 14:00-18:30</c>; a day on which nobody works has an empty text.</summary>
    /// <returns>The ranges in order; <see langword="null"/> if the text says something else, or they overlap.</returns>
    public static IReadOnlyList<TimeRange>? ParseAll(string text)
    {
        List<TimeRange> ranges = [];
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split(['-', '–'], StringSplitOptions.TrimEntries) is not [var first, var last] || TimeOf(first) is not { } start || TimeOf(last) is not { } end)
                return null;
            ranges.Add(new TimeRange(start, end));
        }

        ranges.Sort((one, other) => one.Start.CompareTo(other.Start));
        return ranges.Zip(ranges.Skip(1)).Any(pair => pair.First.EndsNextDay || pair.First.End > pair.Second.Start) ? null : ranges;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start.ToString(Format, CultureInfo.InvariantCulture)}-{End.ToString(Format, CultureInfo.InvariantCulture)}");

    // The end of a day is written 24:00 as well.
    private static TimeOnly? TimeOf(string text) =>
        text == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, [Format, "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
