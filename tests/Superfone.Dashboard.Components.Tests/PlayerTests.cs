using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Components.Lists;
using Superfone.Dashboard.Components.Pages.Calls.Detail;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.Components.Tests.Lists;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Tests;

public sealed class PlayerTests : DisplayContext
{
    private static readonly PlayerTrack Track = PlayerTrack.Of(SampleCalls.Recorded, Display)!;

    private static readonly JsonSerializerOptions AsTheRuntimeReads = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true };

    private PlayerState Player => Services.GetRequiredService<PlayerState>();

    [Fact]
    public void Row_WithAStoredRecording_OffersToListenAndKnowsThatItPlays()
    {
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Recorded));
        Assert.Equal("Listen", row.Find(".play-button span").TextContent);
        Assert.Equal("Ravi Patel · Today 16:00", row.Find(".play-button").GetAttribute("data-note"));

        Player.Report(new PlayerReport(Track, true, 0, 0));
        row.WaitForAssertion(() => Assert.Equal("Pause Asha Kumar", row.Find(".play-button").GetAttribute("aria-label")));
        Player.Report(new PlayerReport(Track with { CdrId = 1 }, true, 0, 0));
        row.WaitForAssertion(() => Assert.Equal("Listen to Asha Kumar", row.Find(".play-button").GetAttribute("aria-label")));
    }

    [Theory]
    [InlineData(RecordingStatus.Pending, "being copied")]
    [InlineData(RecordingStatus.Failed, "could not be copied")]
    [InlineData(RecordingStatus.Expired, "not copied … link ended")]
    public void Row_WithoutTheFile_SaysHowFarItIs(RecordingStatus status, string expected)
    {
        var call = SampleCalls.Answered with { Summary = null, Recording = new RecordingItem(status, null, null, null, null, null) };
        var media = Render<CallMedia>(parameters => parameters.Add(media => media.Call, call));

        TextAssert.Says(expected, media.Find("[role=img]").GetAttribute("title"));
        Assert.Empty(media.FindAll("button"));
    }

    [Fact]
    public void Row_WithASummaryAndNothingToHear_ShowsItsMarkOnly()
    {
        var media = Render<CallMedia>(parameters => parameters.Add(media => media.Call, SampleCalls.Answered));

        TextAssert.Says("summary", Assert.Single(media.FindAll("[role=img]")).GetAttribute("title"));
    }

    [Theory]
    [InlineData(PlayFailure.Unsupported, "cannot play")]
    [InlineData(PlayFailure.Silent, "no sound")]
    public void Row_WhatTheBrowserCannotPlay_SaysSoAndOffersTheFile(PlayFailure failure, string expected)
    {
        AddAuthorization().SetAuthorized("asha@example.com").SetPolicies(nameof(Permission.Download));
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Recorded));
        Assert.Empty(row.FindAll("[role=alert]"));

        Player.Report(new PlayerReport(Track, false, 0, 0) { Failure = failure });

        row.WaitForAssertion(() => TextAssert.Says(expected, row.Find("[role=alert] .play-failure-words").TextContent));
        var file = row.Find("[role=alert] a[download]");
        Assert.Equal("/api/v1/calls/9876543/recording?download=1", file.GetAttribute("href"));
        Player.Report(new PlayerReport(Track with { CdrId = 1 }, true, 0, 0));
        Assert.Single(row.FindAll("[role=alert]"));
        Player.Report(new PlayerReport(Track, true, 0, 0));
        row.WaitForAssertion(() => Assert.Empty(row.FindAll("[role=alert]")));
    }

    [Fact]
    public void Row_WhoMayNotDownload_IsSentToWhoMay()
    {
        AddAuthorization().SetAuthorized("ravi@example.com");
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Recorded));

        Player.Report(new PlayerReport(Track, false, 0, 0) { Failure = PlayFailure.Unsupported });

        row.WaitForAssertion(() => Assert.Contains("manager", row.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(row.FindAll("a[download]"));
    }

    [Fact]
    public void Row_FileThatDidNotCome_OffersToTryAgain()
    {
        var row = Render<CallRow>(parameters => parameters.Add(row => row.Call, SampleCalls.Recorded));

        Player.Report(new PlayerReport(Track, false, 0, 0) { Failure = PlayFailure.Unreachable });

        row.WaitForAssertion(() => Assert.Contains("Try again", row.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Listen to Asha Kumar", row.Find(".play-button").GetAttribute("aria-label"));
        Assert.Empty(row.FindAll("a[download]"));
    }

    [Fact]
    public void Card_OfAFileThatMostBrowsersCannotPlay_SaysSoBeforehand()
    {
        var call = SampleCalls.Recorded with { Recording = SampleCalls.Recorded.Recording! with { ContentType = "audio/amr", Playability = Playability.Unsupported } };
        AddAuthorization().SetAuthorized("asha@example.com");

        var card = Render<RecordingCard>(parameters => parameters
            .Add(card => card.Call, call).Add(card => card.Conversation, Conversation.Of([], null)).Add(card => card.MayDownload, true));

        Assert.Contains("AMR", card.Find("p.muted").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("?download=1", card.Find("p.muted a[download]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("unsupported", card.Find(".play-button").GetAttribute("data-playability"));
    }

    [Fact]
    public void Report_OfACallBeyondTheBrowsersNumbers_KeepsItsId()
    {
        // As js/player.js sends it: 9007199254740993 is no number there, 9007199254740992 is.
        var report = JsonSerializer.Deserialize<PlayerReport>(
            """{"track":{"cdrId":"9007199254740993","src":"/a","title":"Asha","note":null,"type":"audio/wav","playability":"silent"},"isPlaying":false,"failure":"silent","position":0,"count":0}""",
            AsTheRuntimeReads)!;

        Player.Report(report);

        Assert.Equal(PlayFailure.Silent, Player.FailureOf(9007199254740993));
        Assert.Null(Player.FailureOf(9007199254740992));
    }
}
