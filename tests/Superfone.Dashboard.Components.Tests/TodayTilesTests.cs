using Bunit;
using Superfone.Dashboard.Components.Pages;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Tests;

public sealed class TodayTilesTests : DisplayContext
{
    [Fact]
    public void Tiles_WhileLoading_KeepThePlaceOfEachFigure()
    {
        var tiles = Render<TodayTiles>(parameters => parameters.Add(tiles => tiles.Stats, null).Add(tiles => tiles.Waiting, null));

        Assert.Equal(4, tiles.FindAll(".tile .mud-skeleton").Count);
    }

    [Fact]
    public void Tiles_Filled_ReadAsPeopleSpeak()
    {
        var stats = new CallStats
        {
            Calls = 123456,
            Inbound = 100000,
            Outbound = 23456,
            Answered = 106172,
            Missed = 1234,
            TalkSeconds = 18720,
            ByHour = [],
            ByStaff = [],
            ByDisposition = [],
        };
        var tiles = Render<TodayTiles>(parameters => parameters.Add(tiles => tiles.Stats, stats).Add(tiles => tiles.Waiting, new OpenFollowUps(4, null)));

        Assert.Equal(["1,23,456", "86 %", "4", "5 h 12 min"], tiles.FindAll(".tile-value").Select(value => value.TextContent));
        Assert.Contains("tile-alert", tiles.FindAll(".tile-value")[2].ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Tiles_OfADayWithoutCalls_ShowNoRate()
    {
        var stats = new CallStats
        {
            Calls = 0,
            Inbound = 0,
            Outbound = 0,
            Answered = 0,
            Missed = 0,
            TalkSeconds = 0,
            ByHour = [],
            ByStaff = [],
            ByDisposition = [],
        };
        var tiles = Render<TodayTiles>(parameters => parameters.Add(tiles => tiles.Stats, stats).Add(tiles => tiles.Waiting, new OpenFollowUps(0, null)));

        Assert.Equal(["0", "–", "0", "0:00"], tiles.FindAll(".tile-value").Select(value => value.TextContent));
        Assert.Empty(tiles.FindAll(".tile-alert"));
    }
}
