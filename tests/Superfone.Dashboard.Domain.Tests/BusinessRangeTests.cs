namespace Superfone.Dashboard.Domain.Tests;

public sealed class BusinessRangeTests
{
    private static readonly BusinessCalendar India = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));

    // 00:10 on 1 March in India, still February in London.
    private static readonly DateTime Now = new(2028, 2, 29, 18, 40, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(RangeName.Today, "2028-03-01", "2028-03-01")]
    [InlineData(RangeName.Yesterday, "2028-02-29", "2028-02-29")]
    [InlineData(RangeName.Last7Days, "2028-02-24", "2028-03-01")]
    [InlineData(RangeName.Last30Days, "2028-02-01", "2028-03-01")]
    [InlineData(RangeName.ThisMonth, "2028-03-01", "2028-03-31")]
    public void NamedRange_IsWholeDaysOfTheBusiness(RangeName name, string first, string last)
    {
        var range = BusinessRange.Of(name, India, Now);

        Assert.Equal(name, range.Name);
        Assert.Equal((DateOnly.Parse(first), DateOnly.Parse(last)), range.DaysIn(India));
        Assert.Equal(India.StartOfUtc(DateOnly.Parse(first)), range.FromUtc);
        Assert.Equal(India.StartOfUtc(DateOnly.Parse(last).AddDays(1)), range.ToUtc);
    }

    [Fact]
    public void NamedRange_IsReadBackFromItsText() => Assert.All(
        Enum.GetValues<RangeName>(), name => Assert.Equal(name, BusinessRange.NameOf(BusinessRange.TextOf(name))));

    [Fact]
    public void UnknownName_IsNoRange() => Assert.Null(BusinessRange.NameOf("fortnight"));

    [Fact]
    public void DaysInTheWrongOrder_AreTheSameRange() => Assert.Equal(
        BusinessRange.OfDays(new(2028, 3, 1), new(2028, 3, 5), India), BusinessRange.OfDays(new(2028, 3, 5), new(2028, 3, 1), India));

    [Fact]
    public void DayWhoseClocksChange_IsAsLongAsItIs()
    {
        var berlin = new BusinessCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        var range = BusinessRange.OfDays(new(2026, 3, 29), new(2026, 3, 29), berlin);

        Assert.Equal(TimeSpan.FromHours(23), range.ToUtc - range.FromUtc);
    }
}
