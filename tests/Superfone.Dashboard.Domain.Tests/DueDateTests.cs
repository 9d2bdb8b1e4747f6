using System.Text.Json;
using Superfone.Dashboard.Domain.Tasks;

namespace Superfone.Dashboard.Domain.Tests;

public sealed class DueDateTests
{
    private static readonly BusinessCalendar Kolkata = Calendar("Asia/Kolkata");

    [Theory]
    [InlineData("2027-11-28", "2027-11-28T18:29:59Z")]
    [InlineData("31/12/2027", "2027-12-31T18:29:59Z")]
    [InlineData("05/06/2027", "2027-06-05T18:29:59Z")]
    [InlineData("5/6/2027", "2027-06-05T18:29:59Z")]
    [InlineData("05-06-2027", "2027-06-05T18:29:59Z")]
    [InlineData("5.6.2027", "2027-06-05T18:29:59Z")]
    [InlineData("5.6.27", "2027-06-05T18:29:59Z")]
    [InlineData("05/06/27", "2027-06-05T18:29:59Z")]
    [InlineData("2027/06/05", "2027-06-05T18:29:59Z")]
    [InlineData(" 2027-6-5 ", "2027-06-05T18:29:59Z")]
    public void TryRead_DateWithoutATime_IsTheEndOfThatDay(string text, string expected) => Assert.Equal(Utc(expected), Read(text));

    [Theory]
    [InlineData("2027-11-28T10:30:00", "2027-11-28T05:00:00Z")]
    [InlineData("2027-11-28 10:30", "2027-11-28T05:00:00Z")]
    [InlineData("31/12/2027 18:30", "2027-12-31T13:00:00Z")]
    [InlineData("31/12/2027, 6:30 pm", "2027-12-31T13:00:00Z")]
    [InlineData("05-06-2027 12:15:30 AM", "2027-06-04T18:45:30Z")]
    [InlineData("05/06/2027 12:00 p.m.", "2027-06-05T06:30:00Z")]
    [InlineData("2027-11-28 09:30 AM", "2027-11-28T04:00:00Z")]
    public void TryRead_TimeWithoutAnOffset_IsOnTheBusinessClock(string text, string expected) => Assert.Equal(Utc(expected), Read(text));

    [Theory]
    [InlineData("2027-11-28T10:30:00Z", "2027-11-28T10:30:00Z")]
    [InlineData("2027-11-28T10:30:00+05:30", "2027-11-28T05:00:00Z")]
    [InlineData("2027-11-28 10:30:00 +0100", "2027-11-28T09:30:00Z")]
    [InlineData("2027-11-28 10:30:00 UTC", "2027-11-28T10:30:00Z")]
    [InlineData("05/06/2027 10:30 +05:30", "2027-06-05T05:00:00Z")]
    [InlineData("05/06/2027 10:30 PM Z", "2027-06-05T22:30:00Z")]
    [InlineData("1827397800", "2027-11-28T10:30:00Z")]
    [InlineData("1827397800000", "2027-11-28T10:30:00Z")]
    public void TryRead_TimeWithAnOffset_IsThatInstant(string text, string expected) => Assert.Equal(Utc(expected), Read(text));

    [Fact]
    public void TryRead_Number_IsAnEpoch()
    {
        Assert.Equal(Utc("2027-11-28T10:30:00Z"), Read(JsonElement.Parse("1827397800"), Kolkata));
        Assert.Equal(Utc("2027-11-28T10:30:00.5Z"), Read(JsonElement.Parse("1827397800500"), Kolkata));
    }

    [Theory]
    [InlineData("\"10:30\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"0000-00-00\"")]
    [InlineData("\"0000-00-00 00:00:00\"")]
    [InlineData("\"00/00/0000\"")]
    [InlineData("\"31/02/2027\"")]
    [InlineData("\"12/31/2027\"")]
    [InlineData("\"27-11-28\"")]
    [InlineData("\"05/06\"")]
    [InlineData("\"05/06-2027\"")]
    [InlineData("\"05/06/2027 25:00\"")]
    [InlineData("\"05/06/2027 13:00 pm\"")]
    [InlineData("\"05/06/2027 0:30 am\"")]
    [InlineData("\"05/06/9999\"")]
    [InlineData("\"28 November\"")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[\"2027-11-28\"]")]
    [InlineData("-1")]
    [InlineData("1e400")]
    [InlineData("5")]
    public void TryRead_NoDateOrTime_IsNotRead(string json) => Assert.False(DueDate.TryRead(JsonElement.Parse(json), Kolkata, out _));

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public void TryRead_Nothing_SaysThatThereIsNone(string json) => Assert.Null(Read(JsonElement.Parse(json), Kolkata));

    [Theory]
    [InlineData("America/New_York", "2027-03-14T02:30:00", "2027-03-14T07:00:00Z")]
    [InlineData("America/New_York", "2027-11-07T01:30:00", "2027-11-07T06:30:00Z")]
    [InlineData("Africa/Cairo", "2027-04-29", "2027-04-29T21:59:59Z")]
    public void TryRead_WhereClocksJump_IsOneInstant(string zone, string text, string expected) =>
        Assert.Equal(Utc(expected), Read(JsonSerializer.SerializeToElement(text), Calendar(zone)));

    private static DateTime? Read(string text) => Read(JsonSerializer.SerializeToElement(text), Kolkata);

    private static DateTime? Read(JsonElement value, BusinessCalendar calendar)
    {
        Assert.True(DueDate.TryRead(value, calendar, out var due));
        return due;
    }

    private static BusinessCalendar Calendar(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTime Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
}
