namespace Superfone.Dashboard.Domain;

/// <summary>Spans of the business's days that move on with the present.</summary>
public enum RangeName
{
    /// <summary>The present day.</summary>
    Today,

    /// <summary>The day before it.</summary>
    Yesterday,

    /// <summary>The present day and the six before it.</summary>
    Last7Days,

    /// <summary>The present day and the 29 before it.</summary>
    Last30Days,

    /// <summary>The present month, from its first day to its last.</summary>
    ThisMonth,
}

/// <summary>A span of time that somebody looks at: one of the named spans of business days, or from one instant to another.</summary>
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

    /// <summary>All of time.</summary>
    public static BusinessRange AnyTime { get; } = new();

    /// <summary>What the named spans are called in an address, such as <c>7d</c>.</summary>
    public static IEnumerable<string> Names => Texts.Select(pair => pair.Text);

    /// <summary>Which of the named spans it is; <see langword="null"/> for any other.</summary>
    public RangeName? Name { get; private init; }

    /// <summary>When it begins, UTC; <see langword="null"/> where it has no beginning.</summary>
    public DateTime? FromUtc { get; private init; }

    /// <summary>When it is over, UTC: the first instant that is not in it; <see langword="null"/> where it has no end.</summary>
    public DateTime? ToUtc { get; private init; }

    /// <summary>A named span as it lies at present.</summary>
    /// <param name="name">Which.</param>
    /// <param name="calendar">The business's days.</param>
    /// <param name="nowUtc">The present, UTC.</param>
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

    /// <summary>Whole days of the business, the first and the last among them; the order does not matter.</summary>
    public static BusinessRange OfDays(DateOnly first, DateOnly last, BusinessCalendar calendar) => first <= last
        ? Between(calendar.StartOfUtc(first), last == DateOnly.MaxValue ? null : calendar.StartOfUtc(last.AddDays(1)))
        : OfDays(last, first, calendar);

    /// <summary>From one instant up to another, UTC, either of which may be missing.</summary>
    public static BusinessRange Between(DateTime? fromUtc, DateTime? toUtc) => new() { FromUtc = fromUtc, ToUtc = toUtc };

    /// <summary>The span that an address names; <see langword="null"/> where there is none of that name.</summary>
    public static RangeName? NameOf(string text) =>
        Array.FindIndex(Texts, pair => pair.Text.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? Texts[index].Name : null;

    /// <summary>What an address calls a named span.</summary>
    public static string TextOf(RangeName name) => Array.Find(Texts, pair => pair.Name == name).Text;

    /// <summary>The first and the last day of which something lies in it; <see langword="null"/> where it has no beginning or no end.</summary>
    public (DateOnly First, DateOnly Last)? DaysIn(BusinessCalendar calendar) => (FromUtc, ToUtc) is ({ } from, { } to) && from < to
        ? (calendar.DayOf(from), calendar.DayOf(to.AddTicks(-1)))
        : null;
}
