namespace Superfone.Dashboard.Domain.Tests;

/// <summary>Days follow one another without a gap and without an overlap, whatever the clocks do at midnight.</summary>
public sealed class BusinessCalendarTests
{
    [Theory]
    [InlineData("Asia/Kolkata", 2026)]
    [InlineData("America/Havana", 2025)] // Back from 01:00 to midnight: midnight comes twice.
    [InlineData("Asia/Beirut", 2025)] // On over midnight, and back from midnight to 23:00.
    [InlineData("America/Sao_Paulo", 2018)] // The same.
    [InlineData("America/St_Johns", 2006)] // Back from 00:01 to 23:01 of the day before.
    [InlineData("Africa/Cairo", 2025)]
    [InlineData("Asia/Tehran", 2021)]
    [InlineData("Australia/Lord_Howe", 2025)] // By half an hour.
    [InlineData("Pacific/Apia", 2011)] // A day is left out.
    [InlineData("Europe/Berlin", 2025)]
    public void DaysAndHours_OfAYear_TileIt(string zone, int year)
    {
        var calendar = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            var (from, to) = (calendar.StartOfUtc(day), calendar.StartOfUtc(day.AddDays(1)));
            Assert.True(from <= to, $"{day}");
            if (from == to)
                continue;
            Assert.Equal(day, calendar.DayOf(from));
            Assert.Equal(day, calendar.DayOf(to.AddTicks(-1)));
            Assert.True(calendar.DayOf(from.AddTicks(-1)) < day, $"{day}");
            Assert.Equal(BusinessRange.OfDays(day, day, calendar).DaysIn(calendar), (day, day));
        }
    }

    [Theory]
    [InlineData("America/Havana", "2025-11-02", 25, 0, 2)]
    [InlineData("Asia/Beirut", "2025-10-25", 25, 23, 2)]
    [InlineData("Asia/Beirut", "2025-03-30", 23, 0, 0)]
    [InlineData("America/Sao_Paulo", "2018-02-17", 25, 23, 2)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 23, 0, 0)]
    [InlineData("Europe/Berlin", "2025-10-26", 25, 2, 2)]
    [InlineData("Asia/Kolkata", "2025-10-26", 24, 5, 1)]
    public void DayOfAChange_IsAsLongAsItIsAndItsHoursToo(string zone, string day, int hours, int hour, int hourLength)
    {
        var calendar = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var range = BusinessRange.OfDays(DateOnly.Parse(day), DateOnly.Parse(day), calendar);

        var (from, to) = calendar.HourUtc(DateOnly.Parse(day), hour);

        Assert.Equal(hours, (range.ToUtc - range.FromUtc)!.Value.TotalHours);
        Assert.Equal(hourLength, (to - from).TotalHours);
        Assert.True(range.FromUtc <= from && to <= range.ToUtc);
    }

    [Fact]
    public void FirstAndLastDayOfAll_HaveABeginning()
    {
        var calendar = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));

        Assert.Null(BusinessRange.OfDays(DateOnly.MinValue, DateOnly.MaxValue, calendar).ToUtc);
        Assert.Equal(DateOnly.MaxValue, calendar.DayOf(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)));
        Assert.Equal(DateOnly.MinValue, calendar.DayOf(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)));
    }
}
