namespace Superfone.Dashboard.Domain;

/// <summary>Named spans of business days, relative to the current day.</summary>
public enum RangeName
{
    /// <summary>The current day.</summary>
    Today,

    /// <summary>The previous day.</summary>
    Yesterday,

    /// <summary>The current day and the six before it.</summary>
    Last7Days,

    /// <summary>The current day and the 29 before it.</summary>
    Last30Days,

    /// <summary>The current month, from its first day to its last.</summary>
    ThisMonth,
}

/// <summary>A span of time to show: a named span of business days, or from one instant to another.</summary>
public sealed record BusinessRange
{
    private static readonly (RangeName Name, string Text)[] Texts =
    [
        (RangeName.Today, "today"),
        (RangeName.Yesterday, "yesterday"),
        (RangeName.Last7Days, "7d"),
        (RangeName.Last30Days, "30d"),
        (RangeName.ThisMonth, "month"),
    ];

    private BusinessRange()
    {
    }

    /// <summary>The unbounded range.</summary>
    public static BusinessRange AnyTime { get; } = new();

    /// <summary>The names that the named spans have in a URL, such as <c>7d</c>.</summary>
    public static IEnumerable<string> Names => Texts.Select(pair => pair.Text);

    /// <summary>The named span; <see langword="null"/> for any other span.</summary>
    public RangeName? Name { get; private init; }

    /// <summary>Its first instant, UTC; <see langword="null"/> if it has no beginning.</summary>
    public DateTime? FromUtc { get; private init; }

    /// <summary>The first instant after it, UTC; <see langword="null"/> if it has no end.</summary>
    public DateTime? ToUtc { get; private init; }

    /// <summary>The range that a named span covers now.</summary>
    /// <param name="name">The named span.</param>
    /// <param name="calendar">The business's days.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public static BusinessRange Of(RangeName name, BusinessCalendar calendar, DateTime nowUtc)
    {
        var today = calendar.DayOf(nowUtc);
        var firstOfMonth = new DateOnly(today.Year, today.Month, 1);
        var (first, last) = name switch
        {
            RangeName.Today => (today, today),
            RangeName.Yesterday => (today.AddDays(-1), today.AddDays(-1)),
            RangeName.Last7Days => (today.AddDays(-6), today),
            RangeName.Last30Days => (today.AddDays(-29), today),
            RangeName.ThisMonth => (firstOfMonth, firstOfMonth.AddMonths(1).AddDays(-1)),
        };
        return OfDays(first, last, calendar) with { Name = name };
    }

    /// <summary>Whole business days, the first and the last included; their order does not matter.</summary>
    public static BusinessRange OfDays(DateOnly first, DateOnly last, BusinessCalendar calendar) => first <= last
        ? Between(calendar.StartOfUtc(first), last == DateOnly.MaxValue ? null : calendar.StartOfUtc(last.AddDays(1)))
        : OfDays(last, first, calendar);

    /// <summary>From one instant, inclusive, to another, exclusive, UTC; either may be <see langword="null"/>.</summary>
    public static BusinessRange Between(DateTime? fromUtc, DateTime? toUtc) => new() { FromUtc = fromUtc, ToUtc = toUtc };

    /// <summary>Finds the span that has a name in a URL; <see langword="null"/> if there is none.</summary>
    public static RangeName? NameOf(string text) =>
        Array.FindIndex(Texts, pair => pair.Text.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? Texts[index].Name : null;

    /// <summary>The name that a span has in a URL.</summary>
    public static string TextOf(RangeName name) => Array.Find(Texts, pair => pair.Name == name).Text;

    /// <summary>The first and the last day that the range overlaps; <see langword="null"/> if it has no beginning or no end.</summary>
    public (DateOnly First, DateOnly Last)? DaysIn(BusinessCalendar calendar) => (FromUtc, ToUtc) is ({ } from, { } to) && from < to
        ? (calendar.DayOf(from), calendar.DayOf(to.AddTicks(-1)))
        : null;
}
