using System.Globalization;
using Superfone.Dashboard.Domain.Hours;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class WorkingHoursTests
{
    // Weekdays 09:30 to 18:30 with a break, Saturday until 13:00, Friday's night shift into Saturday. 26 January 2026 is a Monday.
    private static readonly WorkingHours Office = Of("Asia/Kolkata", ["2026-01-26"],
        (DayOfWeek.Monday, "09:30-13:00, 14:00-18:30"), (DayOfWeek.Tuesday, "09:30-13:00, 14:00-18:30"), (DayOfWeek.Friday, "22:00-06:00"), (DayOfWeek.Saturday, "05:00-13:00"));

    [Theory]
    [InlineData("2026-01-27 09:30", true)]
    [InlineData("2026-01-27 09:29", false)]
    [InlineData("2026-01-27 13:00", false)]
    [InlineData("2026-01-27 14:00", true)]
    [InlineData("2026-01-27 18:30", false)]
    [InlineData("2026-01-26 10:00", false)]
    [InlineData("2026-01-28 10:00", false)]
    [InlineData("2026-01-30 23:59", true)]
    [InlineData("2026-01-31 04:00", true)]
    [InlineData("2026-01-31 12:59", true)]
    [InlineData("2026-01-31 13:00", false)]
    public void Include_ByTheClockOfTheBusiness(string local, bool expected) => Assert.Equal(expected, Office.Include(India(local)));

    [Theory]
    [InlineData("2026-01-27 10:00", 15, "2026-01-27 10:15")]
    [InlineData("2026-01-27 12:50", 15, "2026-01-27 14:05")]
    [InlineData("2026-01-27 08:00", 15, "2026-01-27 09:45")]
    [InlineData("2026-01-27 18:20", 30, "2026-01-30 22:20")]
    [InlineData("2026-01-24 20:00", 15, "2026-01-27 09:45")]
    [InlineData("2026-01-31 04:50", 40, "2026-01-31 05:30")]
    [InlineData("2026-01-30 22:00", 600, "2026-01-31 08:00")]
    [InlineData("2026-01-31 05:50", 60, "2026-01-31 06:50")]
    public void After_CountsOnlyWorkingTimeAndNoneTwice(string local, int minutes, string expected) =>
        Assert.Equal(India(expected), Office.After(India(local), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void After_WithoutHours_CountsAllTime()
    {
        var always = Of("Asia/Kolkata", ["2026-01-26"]);

        Assert.False(always.AreSet);
        Assert.True(always.Include(India("2026-01-26 03:00")));
        Assert.Equal(India("2026-01-26 03:15"), always.After(India("2026-01-26 03:00"), TimeSpan.FromMinutes(15)));
    }

    [Fact]
    public void After_AtTheEndOfTime_NeverComes()
    {
        var sundays = Of("Asia/Kolkata", [.. Enumerable.Range(0, 600).Select(week => new DateOnly(2026, 1, 25).AddDays(7 * week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))], (DayOfWeek.Sunday, "10:00-12:00"));

        Assert.Equal(DateTime.MaxValue, sundays.After(India("2026-01-25 10:00"), TimeSpan.FromMinutes(15)));
    }

    [Fact]
    public void After_WhenTheClocksAreSetForward_CountsTimeThatPasses()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var nights = Of(zone.Id, [], (DayOfWeek.Saturday, "22:00-06:00"));

        var due = nights.After(new DateTime(2026, 3, 28, 21, 0, 0, DateTimeKind.Utc), TimeSpan.FromHours(7));

        Assert.Equal("06:00", TimeZoneInfo.ConvertTimeFromUtc(due, zone).ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026-01-27 10:00", "2026-01-27 10:15", 15)]
    [InlineData("2026-01-27 08:00", "2026-01-27 09:45", 15)]
    [InlineData("2026-01-27 12:50", "2026-01-27 14:05", 15)]
    [InlineData("2026-01-27 13:10", "2026-01-27 13:50", 0)]
    [InlineData("2026-01-27 18:00", "2026-01-30 22:30", 60)]
    [InlineData("2026-01-25 10:00", "2026-01-26 23:00", 0)]
    [InlineData("2026-01-30 23:00", "2026-01-31 07:00", 480)]
    [InlineData("2026-01-31 04:00", "2026-01-31 05:30", 90)]
    [InlineData("2026-01-19 00:00", "2026-01-26 00:00", 1860)]
    [InlineData("2026-01-27 10:15", "2026-01-27 10:00", 0)]
    public void Between_CountsOnlyWorkingTimeAndNoneTwice(string from, string to, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Office.Between(India(from), India(to)));

    [Fact]
    public void Between_WithoutHours_CountsAllTime()
    {
        var always = Of("Asia/Kolkata", ["2026-01-26"]);

        Assert.Equal(TimeSpan.FromHours(30), always.Between(India("2026-01-25 20:00"), India("2026-01-27 02:00")));
    }

    [Fact]
    public void Between_ReversesAfter()
    {
        foreach (var minutes in Enumerable.Range(1, 200).Select(step => step * 13))
        {
            var from = India("2026-01-23 20:00").AddMinutes(minutes);
            var after = Office.After(from, TimeSpan.FromMinutes(minutes));

            Assert.Equal(TimeSpan.FromMinutes(minutes), Office.Between(from, after));
        }
    }

    [Theory]
    [InlineData("2026-01-24", "2026-01-27")]
    [InlineData("2026-01-27", "2026-01-30")]
    [InlineData("2026-01-30", "2026-01-31")]
    public void NextDay_IsOneOnWhichSomebodyWorks(string day, string expected) =>
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd", CultureInfo.InvariantCulture), Office.NextDay(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Fact]
    public void NextDay_WithoutHours_IsTomorrow() => Assert.Equal(new DateOnly(2026, 1, 26), Of("Asia/Kolkata", ["2026-01-26"]).NextDay(new(2026, 1, 25)));

    [Theory]
    [InlineData("2026-01-27", "2026-01-27 09:30")]
    [InlineData("2026-01-30", "2026-01-30 22:00")]
    [InlineData("2026-01-26", null)]
    [InlineData("2026-01-28", null)]
    public void Opening_IsWhenTheWorkOfADayBegins(string day, string? expected) =>
        Assert.Equal(expected is null ? null : India(expected), Office.OpeningUtc(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("09:30-18:30", "09:30-18:30")]
    [InlineData("14:00 – 18:30, 9:30-13:00", "09:30-13:00 14:00-18:30")]
    [InlineData("00:00-24:00", "00:00-00:00")]
    [InlineData("", "")]
    [InlineData("9-5", null)]
    [InlineData("09:00-13:00,12:00-18:00", null)]
    [InlineData("22:00-06:00, 23:00-23:30", null)]
    [InlineData("25:00-26:00", null)]
    public void ParseAll_ReadsHoursInOrder_OrNone(string text, string? expected) =>
        Assert.Equal(expected, TimeRange.ParseAll(text) is { } ranges ? string.Join(' ', ranges) : null);

    [Theory]
    [InlineData("2026-01-26 Republic Day", "2026-01-26 Republic Day")]
    [InlineData(" 2026-01-26 ", "2026-01-26")]
    [InlineData("26 January", null)]
    public void Parse_OfAHoliday_ReadsDateAndName(string text, string? expected) => Assert.Equal(expected, Holiday.Parse(text)?.ToString());

    internal static WorkingHours Of(string zone, IEnumerable<string> holidays, params (DayOfWeek Day, string Hours)[] week) => new(
        new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone)),
        week.ToDictionary(day => day.Day, day => TimeRange.ParseAll(day.Hours)!),
        holidays.Select(day => Holiday.Parse(day)!.Day).ToHashSet());

    private static DateTime India(string local) =>
        DateTime.SpecifyKind(DateTime.Parse(local, CultureInfo.InvariantCulture).AddMinutes(-330), DateTimeKind.Utc);
}
