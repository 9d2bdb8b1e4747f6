using Superfone.Dashboard.Localization;
using Superfone.Events;

namespace Superfone.Dashboard.Components.Tests.Text;

public sealed class DisplayTests : DisplayContext
{
    [Theory]
    [InlineData(0, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 min ago")]
    [InlineData(59 * 60, "59 min ago")]
    [InlineData(60 * 60, "15:10")]
    [InlineData(16 * 3600 + 9 * 60, "00:01")]
    [InlineData(16 * 3600 + 11 * 60, "Yesterday 23:59")]
    [InlineData(48 * 3600, "13 May, 16:10")]
    [InlineData(365 * 86400, "15 May 2025, 16:10")]
    [InlineData(-3600, "17:10")]
    public void Ago_ReadsInTheBusinesssZone(int seconds, string expected) => Assert.Equal(expected, Display.Ago(Now.AddSeconds(-seconds)));

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(142, "2:22")]
    [InlineData(3599, "59:59")]
    [InlineData(3840, "1 h 04 min")]
    [InlineData(3600 * 1234L, "1,234 h 00 min")]
    public void Duration_ReadsShort(long seconds, string expected) => Assert.Equal(expected, L.Duration(seconds));

    [Theory]
    [InlineData(999, "999")]
    [InlineData(123456, "1,23,456")]
    [InlineData(12345678, "1,23,45,678")]
    public void Number_IsGroupedTheIndianWay(long number, string expected) => Assert.Equal(expected, Display.Number(number));

    [Fact]
    public void Today_BeginsAtMidnightInIndia() => Assert.Equal(new DateTime(2026, 5, 14, 18, 30, 0, DateTimeKind.Utc), Display.DaysUtc(1));

    [Fact]
    public void Dispositions_AllHaveWordsOfTheirOwn()
    {
        Assert.All(Dispositions.All, disposition => Assert.NotEqual(disposition, L.Disposition(disposition)));
        Assert.Equal(42, Dispositions.All.Select(disposition => L.Disposition(disposition)).Distinct().Count());
        Assert.Equal("SOMETHING_NEW", L.Disposition("SOMETHING_NEW"));
    }
}
