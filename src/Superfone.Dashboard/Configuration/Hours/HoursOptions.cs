using Superfone.Dashboard.Domain.Hours;

namespace Superfone.Dashboard.Configuration.Hours;

/// <summary><c>Superfone:Hours</c>: when the business works, and how soon it calls back. Also set on the page Settings.</summary>
public sealed class HoursOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Hours";

    /// <summary>The working time within which missed callers are called back, unless it is set, in minutes.</summary>
    public const int DefaultTargetMinutes = 15;

    /// <summary>The ringing time below which a caller has given up, unless it is set, in seconds.</summary>
    public const int DefaultAbandonedSeconds = 10;

    /// <summary>The days of the week in the order of keys.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Days =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The hours of each day that has a key, such as <c>Superfone:Hours:Week:Monday</c>.</summary>
    public required IReadOnlyDictionary<DayOfWeek, IReadOnlyList<TimeRange>> Week { get; init; }

    /// <summary>Days on which nobody works.</summary>
    public required IReadOnlyList<Holiday> Holidays { get; init; }

    /// <summary>The working time within which missed callers are called back, in minutes.</summary>
    public required int TargetMinutes { get; init; }

    /// <summary>The ringing time below which a caller has given up, in seconds.</summary>
    public required int AbandonedSeconds { get; init; }

    internal static HoursOptions Read(SectionReader section) => new()
    {
        Week = Days.Select(day => (Day: day, Ranges: section.Parsed($"Week:{day}", TimeRange.ParseAll, "which is not hours such as 09:30-13:00, 14:00-18:30")))
            .Where(day => day.Ranges is not null).ToDictionary(day => day.Day, day => day.Ranges!),
        Holidays = section.ItemKeys("Holidays")?.Select(key => section.Parsed(key, Holiday.Parse, "which is not a date such as 2026-01-26 Republic Day"))
            .OfType<Holiday>().ToList() ?? [],
        TargetMinutes = section.Int32("TargetMinutes", DefaultTargetMinutes),
        AbandonedSeconds = section.Int32("AbandonedSeconds", DefaultAbandonedSeconds),
    };
}
