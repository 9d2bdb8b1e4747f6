using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.Components.Shared;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Components.Tests;

public sealed class PlayerTests : DisplayContext
{
    private static readonly PlayerTrack Track = PlayerTrack.Of(SampleCalls.Recorded, Display)!;

    private PlayerState Player => Services.GetRequiredService<PlayerState>();

    [Fact]
    public void Row_WithAStoredRecording_OffersToListenAndKnowsThatItPlays()
    {
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Recorded));
        Assert.Equal("Listen", row.Find(".play-button span").TextContent);
        Assert.Equal("Ravi Patel · Today 16:00", row.Find(".play-button").GetAttribute("data-note"));

        Player.Report(new PlayerReport(Track, true, false, 0, 0));
        row.WaitForAssertion(() => Assert.Equal("Pause Asha Kumar", row.Find(".play-button").GetAttribute("aria-label")));
        Player.Report(new PlayerReport(Track with { CdrId = 1 }, true, false, 0, 0));
        row.WaitForAssertion(() => Assert.Equal("Listen to Asha Kumar", row.Find(".play-button").GetAttribute("aria-label")));
    }

    [Theory]
    [InlineData(RecordingStatus.Pending, "The recording is being copied here")]
    [InlineData(RecordingStatus.Failed, "The recording could not be copied yet")]
    [InlineData(RecordingStatus.Expired, "The recording was not copied before Superfone's link ended")]
    public void Row_WithoutTheFile_SaysHowFarItIs(RecordingStatus status, string expected)
    {
        var call = SampleCalls.Answered with { Summary = null, Recording = new RecordingItem(status, null, null, null, null, null) };
        var media = Render<CallMedia>(parameters => parameters.Add(media => media.Call, call));

        Assert.Equal(expected, media.Find("[role=img]").GetAttribute("title"));
        Assert.Empty(media.FindAll("button"));
    }

    [Fact]
    public void Row_WithASummaryAndNothingToHear_ShowsItsMarkOnly()
    {
        var media = Render<CallMedia>(parameters => parameters.Add(media => media.Call, SampleCalls.Answered));

        Assert.Equal("Has a summary", Assert.Single(media.FindAll("[role=img]")).GetAttribute("title"));
    }
}
