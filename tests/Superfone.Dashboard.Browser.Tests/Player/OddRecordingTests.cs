using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Superfone.Dashboard.Domain.Calls;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Player;

/// <summary>Recordings that the browser does not play, and calls whose ids its numbers miss.</summary>
public sealed class OddRecordingTests(Browser browser)
{
    private const long Plain = 9876543;
    private const long Odd = 9876599;

    // Text that could be audio, so that only the decoder finds out.
    private static readonly byte[] Noise = [.. "#!AMR\n"u8, .. Enumerable.Repeat((byte)60, 2000)];

    public static TheoryData<string, Playability, string> Unplayable => new()
    {
        { "audio/amr", Playability.Unsupported, "cannot play" }, // Known beforehand.
        { "audio/wav", Playability.Unsupported, "cannot play" }, // Expected, and left to the browser.
        { "application/octet-stream", Playability.Unsupported, "cannot play" },
        { "audio/mpeg", Playability.Expected, "cannot play" }, // Nobody expected it.
        { "audio/wav", Playability.Silent, "no sound" },
    };

    [Theory]
    [MemberData(nameof(Unplayable))]
    public async Task Listen_WhatCannotBeHeard_SaysSoThereAndOffersTheFile(string type, Playability playability, string words)
    {
        await using var dashboard = await StartAsync(Odd);
        await dashboard.StoreAsync(Odd, Noise, type, playability);
        await using var window = await OpenAsync(dashboard, "/");
        var row = window.Call(Odd);

        await row.GetByRole(AriaRole.Button, new() { Name = "Listen" }).ClickAsync();

        await Expect(row.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
        var file = row.GetByRole(AriaRole.Link, new() { Name = "Download" });
        await Expect(file).ToHaveAttributeAsync("href", $"/api/v1/calls/{Odd}/recording?download=1");
        var download = await window.Page.RunAndWaitForDownloadAsync(() => file.ClickAsync());
        Assert.Equal(Noise, await File.ReadAllBytesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken));
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Listen" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Listen_AHeaderWithoutSound_SaysSoThoughNobodyKnew()
    {
        await using var dashboard = await StartAsync(Odd);
        await dashboard.StoreAsync(Odd, seconds: 0);
        await using var window = await OpenAsync(dashboard, $"/calls/{Odd}");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Listen to" }).ClickAsync();

        await Expect(window.Page.Locator(".recording").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".recording").GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Listen_FileIsGone_SaysThatItDidNotLoad()
    {
        await using var dashboard = await StartAsync(Odd);
        await dashboard.StoreAsync(Odd, Noise, "audio/mpeg");
        await using var window = await OpenAsync(dashboard, "/");
        await Expect(window.Call(Odd)).ToBeVisibleAsync();
        File.Delete(Directory.GetFiles(Path.Combine(dashboard.DataDirectory, "recordings"), "*", SearchOption.AllDirectories).Single());

        await window.Call(Odd).GetByRole(AriaRole.Button, new() { Name = "Listen" }).ClickAsync();

        await Expect(window.Page.Locator(".dock").GetByRole(AriaRole.Alert)).ToContainTextAsync("could not be loaded");
    }

    [Fact]
    public async Task ListenQueue_OneCannotBeHeard_SaysSoInItsRowAndPlaysTheNext()
    {
        await using var dashboard = await StartAsync(Plain, Odd);
        await dashboard.StoreAsync(Odd, Noise, "audio/amr", Playability.Unsupported);
        await dashboard.StoreAsync(Plain, seconds: 120);
        await using var window = await OpenAsync(dashboard, "/listen");
        await Expect(window.Page.Locator(".listen-row")).ToHaveCountAsync(2);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Listen to all" }).ClickAsync();

        await Expect(window.Call(Odd).GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot play");
        await Expect(window.Page.Locator(".dock")).ToHaveAttributeAsync("data-track", $"{Plain}");
        await Expect(window.Page.Locator(".dock")).ToHaveAttributeAsync("data-state", "playing");
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Listen_IdsThatAreOneNumberToTheBrowser_PlaysAndRemembersTheRightCall()
    {
        // As numbers of JavaScript both are 9007199254740992.
        const long Even = 9007199254740992;
        const long Odder = Even + 1;
        await using var dashboard = await StartAsync(Even, Odder);
        await dashboard.StoreAsync(Even, seconds: 2);
        await dashboard.StoreAsync(Odder, seconds: 2);
        await using var window = await OpenAsync(dashboard, "/listen");
        await Expect(window.Page.Locator(".listen-row")).ToHaveCountAsync(2);

        // The last of the queue is heard first, as nothing follows it by itself.
        var last = await window.Page.Locator(".listen-row").Last.GetAttributeAsync("data-cdr-id");
        var (first, second) = last == $"{Odder}" ? (Even, Odder) : (Odder, Even);

        await window.Call(second).GetByRole(AriaRole.Button, new() { Name = "Listen" }).ClickAsync();

        await Expect(window.Page.Locator(".dock")).ToHaveAttributeAsync("data-track", $"{second}");
        Assert.EndsWith($"/calls/{second}/recording", await window.Page.EvaluateAsync<string>("() => document.querySelector('audio').currentSrc"), StringComparison.Ordinal);
        await Expect(window.Call(second)).ToHaveAttributeAsync("data-heard", "");
        await Expect(window.Call(first)).Not.ToHaveAttributeAsync("data-heard", "");
        await window.Call(first).GetByRole(AriaRole.Button, new() { Name = "Listen" }).ClickAsync();
        await Expect(window.Page.Locator(".dock")).ToHaveAttributeAsync("data-track", $"{first}");
        await Expect(window.Call(first)).ToHaveAttributeAsync("data-heard", "");

        await window.GoToAsync(new Uri(dashboard.Url, $"/calls/{second}?t=1"));
        await Expect(window.Page.Locator(".recording [data-player-part=time]")).ToHaveTextAsync("0:01");
    }

    private async Task<BrowserPage> OpenAsync(RunningDashboard dashboard, string path)
    {
        var window = await BrowserPage.OpenAsync(browser, dashboard, path);
        await window.WaitUntilReadyAsync(".dock");
        return window;
    }

    private static async Task<RunningDashboard> StartAsync(params long[] calls)
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        foreach (var call in calls)
            await dashboard.PostAsync(Recording(call));
        return dashboard;
    }

    private static string Recording(long cdrId) => Payload.Sample("CDR_RECORDING_AVAILABLE").With((JsonObject recording) =>
    {
        recording["cdr_id"] = cdrId;
        recording["cdr_recording_url"] = $"https://recordings.s3.amazonaws.com/{cdrId}.wav?X-Amz-Signature=secret";
    });
}
