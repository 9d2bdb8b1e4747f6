using Bunit;
using Superfone.Dashboard.Components.Pages.Live;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Tests.Pages;

public sealed class TodayTilesTests : DisplayContext
{
    [Fact]
    public void Tiles_WhileLoading_KeepThePlaceOfEachFigure()
    {
        var tiles = Render(null);

        Assert.Equal(4, tiles.FindAll(".tile .mud-skeleton").Count);
    }

    [Fact]
    public void Tiles_Filled_ReadAsPeopleSpeakAndCompareWithTheSameDayLastWeek()
    {
        var tiles = Render(new TodayFigures(
            Some(123456, 86, 18720), Some(123444, 89, 18720), new OpenFollowUps(4, Now.AddMinutes(-42)), Now, 0));

        Assert.Equal(["1,23,456", "86 %", "4", "5 h 12 min"], tiles.FindAll(".tile-value").Select(value => value.TextContent));
        Assert.Equal(
            ["↑ 12 vs last Fri", "↓ 3 points vs last Fri", "oldest 42 min", "same as last Fri"],
            tiles.FindAll(".tile-note").Select(note => note.TextContent));
        Assert.Contains("tile-alert", tiles.FindAll(".tile-value")[2].ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Tiles_OfADayWithoutCalls_ShowNoRate()
    {
        var tiles = Render(new TodayFigures(CallFigures.None, null, new OpenFollowUps(0, null), null, 0));

        Assert.Equal(["0", "–", "0", "0:00"], tiles.FindAll(".tile-value").Select(value => value.TextContent));
        Assert.Empty(tiles.FindAll(".tile-alert"));
    }

    [Fact]
    public void Tiles_OfOneNumber_OpenTheListsBehindThem()
    {
        var tiles = Render<TodayTiles>(parameters => parameters.Add(tiles => tiles.Figures, null).Add(tiles => tiles.Account, "+918000099999"));

        Assert.Equal(
            [
                "/calls?range=today&account=%2B918000099999",
                "/calls?range=today&outcome=answered&account=%2B918000099999",
                "/follow-ups?account=%2B918000099999",
                "/calls?range=today&outcome=answered&sort=longestTalk&account=%2B918000099999",
            ],
            tiles.FindAll("a.tile").Select(tile => tile.GetAttribute("href")));
    }

    // More calls were answered outbound than offered: they are no part of the rate.
    private static CallFigures Some(long calls, long answeredOf100, long talkSeconds) =>
        new() { Calls = calls, Answered = 50_000, Offered = 100, InboundAnswered = answeredOf100, TalkSeconds = talkSeconds };

    private IRenderedComponent<TodayTiles> Render(TodayFigures? figures) =>
        Render<TodayTiles>(parameters => parameters.Add(tiles => tiles.Figures, figures));
}
