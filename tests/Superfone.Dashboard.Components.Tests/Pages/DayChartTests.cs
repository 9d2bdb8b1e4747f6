using Bunit;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Components.Pages.Analytics;

namespace Superfone.Dashboard.Components.Tests.Pages;

/// <summary>The chart by day, and the collapsed table beside it.</summary>
public sealed class DayChartTests : DisplayContext
{
    private static readonly DateOnly[] Days = [new(2026, 5, 14), new(2026, 5, 15), new(2026, 5, 16)];

    [Fact]
    public void Chart_Days_PilesUpWhatMakesThemUp()
    {
        var chart = Draw(new("Answered", "green", [6, 0, 3]), new("Missed", "red", [2, 0, 0]));

        Assert.Equal(["Answered", "Missed"], chart.FindAll(".chart-legend li").Select(part => part.TextContent.Trim()));
        Assert.Equal(["8", "6", "4", "2", "0"], chart.FindAll(".bars-numbers span").Select(number => number.TextContent));
        Assert.Equal(["14 May", "15 May", "16 May"], chart.FindAll(".bars-days span").Select(day => day.TextContent));

        // Of a scale of eight, six are three quarters of the height from its foot, and the two above them reach its top.
        Assert.Equal("M0.15 25h0.7v75h-0.7zM2.15 62.5h0.7v37.5h-0.7z", chart.Find("path[fill=green]").GetAttribute("d"));
        Assert.Equal("M0.15 0h0.7v25h-0.7z", chart.Find("path[fill=red]").GetAttribute("d"));
    }

    [Fact]
    public void Chart_ADay_SaysWhatMakesItUp()
    {
        var chart = Draw(new("Answered", "green", [6, 0, 3]), new("<b>", "red", [2, 0, 0]));

        Assert.Equal(["Thu 14 May\nAnswered: 6\n<b>: 2", "Sat 16 May\nAnswered: 3"], chart.FindAll("title").Select(title => title.TextContent));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(21, 40)]
    [InlineData(123, 200)]
    [InlineData(4_001, 8_000)]
    public void TopOf_Most_IsTheNextRoundNumber(long most, long top) => Assert.Equal(top, DayChart.TopOf(most));

    [Fact]
    public void Unfold_Opened_ShowsWhatItHolds()
    {
        var unfold = Render<Unfold>(parameters => parameters.Add(part => part.Summary, "Show as table").AddChildContent("<table></table>"));
        Assert.Empty(unfold.FindAll("table"));

        unfold.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        Assert.Single(unfold.FindAll("table"));
    }

    private IRenderedComponent<DayChart> Draw(params DayChart.DaySeries[] series) =>
        Render<DayChart>(parameters => parameters.Add(chart => chart.Days, Days).Add(chart => chart.Series, series));
}
