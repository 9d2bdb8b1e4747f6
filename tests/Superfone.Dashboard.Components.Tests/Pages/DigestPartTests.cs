using Bunit;
using Superfone.Dashboard.Components.Pages.Digest;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Tests.Pages;

/// <summary>The parts of a day's digest.</summary>
public sealed class DigestPartTests : DisplayContext
{
    private static readonly DateOnly Thursday = new(2026, 5, 14);
    private static readonly DayDigest Day = new(
        new CallFigures { Calls = 10, Missed = 2, Offered = 5, InboundAnswered = 4, TalkSeconds = 3720 }, new CallFigures { Calls = 8, Offered = 6, InboundAnswered = 6, TalkSeconds = 120 }, new WaitingCallers(1, []), [], [], []);

    [Fact]
    public void Tiles_CompareWithTheSameWeekdayBeforeAndOpenTheCallsOfTheDay()
    {
        var tiles = Render(Day);

        Assert.Equal(["10", "80 %", "2", "1 h 02 min"], tiles.FindAll(".tile-value").Select(value => value.TextContent));
        Assert.Equal(["↑ 2 vs Thu 7 May", "↓ 20 points vs Thu 7 May", "1 caller waits", "↑ 1 h 00 min vs Thu 7 May"], tiles.FindAll(".tile-note").Select(note => note.TextContent));
        Assert.Equal("2", tiles.Find(".tile-alert").TextContent);
        Assert.Equal(
            "/calls?from=2026-05-13T18%3A30%3A00Z&to=2026-05-14T18%3A30%3A00Z&missed=true", tiles.FindAll("a.tile")[2].GetAttribute("href"));
    }

    [Fact]
    public void Tiles_OfADayThatIsNotOver_AreComparedWithNothing() =>
        Assert.Equal(["so far", "so far", "1 caller waits", "so far"], Render(Day, isToday: true).FindAll(".tile-note").Select(note => note.TextContent));

    [Fact]
    public void Tiles_AfterAWeekdayWithoutCalls_SaySo() => Assert.Equal(
        ["no calls Thu 7 May", "no calls Thu 7 May", "nobody waits", "no calls Thu 7 May"],
        Render(Day with { WeekBefore = CallFigures.None, NotReturned = new WaitingCallers(0, []) }).FindAll(".tile-note").Select(note => note.TextContent));

    [Fact]
    public void Tiles_WhileLoading_KeepThePlaceOfEachFigure() => Assert.Equal(4, Render(null).FindAll(".tile .mud-skeleton").Count);

    [Theory]
    [InlineData("2026-05-14", "Thursday 14 May")]
    [InlineData("2025-12-31", "Wednesday 31 December 2025")]
    [InlineData("2026-5-14", null)]
    [InlineData("2026-02-30", null)]
    [InlineData("yesterday", null)]
    public void Address_NamesADayOrNone(string address, string? words) =>
        Assert.Equal(words, DayText.Read(address) is { } day ? L.FullDay(day, Thursday.AddDays(1)) : null);

    private IRenderedComponent<DigestTiles> Render(DayDigest? digest, bool isToday = false) => Render<DigestTiles>(parameters => parameters
        .Add(tiles => tiles.Digest, digest)
        .Add(tiles => tiles.Span, DaySpan.Of(Thursday, Calendar))
        .Add(tiles => tiles.IsToday, isToday)
        .Add(tiles => tiles.WeekBefore, Thursday.AddDays(-7)));
}
