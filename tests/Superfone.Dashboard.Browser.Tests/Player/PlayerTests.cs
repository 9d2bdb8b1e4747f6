using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Player;

public sealed class PlayerTests(Browser browser)
{
    private const long First = 9876543;
    private const long Second = 9876599;
    private const string Uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    [Fact]
    public async Task Player_StartedInARow_KeepsPlayingWhileThePagesChange()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard);
        var row = window.Call(First);

        await row.GetByRole(AriaRole.Button, new() { Name = "Listen to Asha Kumar" }).ClickAsync();
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Pause Asha Kumar" })).ToBeVisibleAsync();
        await Expect(Dock(window)).ToHaveAttributeAsync("data-state", "playing");
        await window.AssertHealthyAsync();

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Settings");
        await Expect(Dock(window)).ToContainTextAsync("Asha Kumar");
        Assert.True(await MovesAsync(window));
        await Dock(window).GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(Dock(window)).ToHaveAttributeAsync("data-state", "paused");
        Assert.True(await window.Page.EvaluateAsync<bool>("() => document.querySelector('audio').paused"));
    }

    [Fact]
    public async Task Player_AnotherRecordingStarted_PlaysThatOneAlone()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard);

        await window.Call(First).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Dock(window)).ToHaveAttributeAsync("data-track", $"{First}");
        await window.Call(Second).GetByRole(AriaRole.Button).ClickAsync();

        await Expect(Dock(window)).ToHaveAttributeAsync("data-track", $"{Second}");
        await Expect(Dock(window)).ToHaveAttributeAsync("data-state", "playing");
        await Expect(window.Call(First).GetByRole(AriaRole.Button, new() { Name = "Listen" })).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Pause +91" })).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("audio")).ToHaveCountAsync(1);
        Assert.EndsWith($"/api/v1/calls/{Second}/recording", await window.Page.EvaluateAsync<string>("() => document.querySelector('audio').currentSrc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Player_ByKeyboard_PlaysSkipsAndChangesSpeedButNotWhileTyping()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard, $"/calls/{First}");
        await Expect(window.Page.Locator("[data-play]")).ToBeVisibleAsync();
        var keys = window.Page.Keyboard;

        await keys.PressAsync("Space");
        await Expect(Dock(window)).ToHaveAttributeAsync("data-state", "playing");
        await keys.PressAsync("Space");
        await Expect(Dock(window)).ToHaveAttributeAsync("data-state", "paused");
        await keys.PressAsync("ArrowRight");
        Assert.InRange(await PlaceAsync(window), 10, 15);
        await keys.PressAsync("ArrowLeft");
        Assert.InRange(await PlaceAsync(window), 0, 5);
        await keys.PressAsync(".");
        await Expect(window.Page.Locator(".recording [data-player-part=rate]")).ToHaveTextAsync("1.25×");
        await keys.PressAsync(",");
        await keys.PressAsync(",");
        await Expect(window.Page.Locator(".recording [data-player-part=rate]")).ToHaveTextAsync("0.75×");

        await window.Page.Locator(".recording [data-player-part=speed]").ClickAsync();
        await Expect(window.Page.Locator(".recording [data-player-part=rate]")).ToHaveTextAsync("1×");
        var before = await PlaceAsync(window);
        await window.Page.Locator(".recording").GetByLabel("Position in the recording").FocusAsync();
        await keys.PressAsync("ArrowRight");
        Assert.InRange(await PlaceAsync(window), before + 9, before + 11);

        await window.Page.GetByLabel("Find in the transcript").FocusAsync();
        await keys.PressAsync("Space");
        await Expect(Dock(window)).ToHaveAttributeAsync("data-state", "paused");
    }

    [Fact]
    public async Task Transcript_TurnClicked_PlaysFromThereAndIsMarked()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard, $"/calls/{First}");
        var turn = window.Page.Locator(".turn").Nth(12);

        await turn.Locator(".turn-text").ClickAsync();

        await Expect(turn).ToHaveAttributeAsync("aria-current", "true");
        await Expect(window.Page.Locator(".turn[aria-current]")).ToHaveCountAsync(1);
        Assert.InRange(await PlaceAsync(window), 60, 65);
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Link_ToAMoment_OpensTheRecordingThere()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard, $"/calls/{First}?t=73");

        await Expect(window.Page.Locator(".recording [data-player-part=time]")).ToHaveTextAsync("1:13");
        await Expect(window.Page.Locator(".turn[aria-current]")).ToContainTextAsync("Line 14");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Listen to Asha Kumar" }).ClickAsync();
        await Expect(Dock(window)).ToHaveAttributeAsync("data-state", "playing");
        Assert.InRange(await PlaceAsync(window), 73, 80);
    }

    [Fact]
    public async Task Link_ToASentenceOnAPhone_IsOfferedToItsAppsOrCopied()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard, $"/calls/{First}", width: 390, hasTouch: true);
        var link = window.Page.Locator(".turn-link").Nth(14);

        await window.Page.EvaluateAsync("() => { navigator.share = async what => { window.shared = what.url; }; }");
        await link.ClickAsync();
        await Expect(link).ToHaveAttributeAsync("data-copied", "Shared: 1:10");
        Assert.EndsWith($"/calls/{First}?t=70", await window.Page.EvaluateAsync<string>("window.shared"), StringComparison.Ordinal);

        await window.Page.EvaluateAsync(
            "() => { navigator.share = () => Promise.reject(new DOMException('', 'NotAllowedError')); superfone.copy = async text => { window.copied = text; return true; }; }");
        await window.Page.Locator(".turn-link").Nth(2).ClickAsync();
        await window.Page.WaitForFunctionAsync("window.copied?.endsWith('?t=10')");
    }

    [Fact]
    public async Task Link_ToAMomentThatIsNone_OpensTheRecordingAllTheSame()
    {
        await using var dashboard = await StartAsync();
        (string Moment, string Shown)[] links =
        [
            ("half", "0:00"),
            ("30.5", "0:30"),
            ("99999", "2:22"),
        ];

        await Assert.AllAsync(links, async link =>
        {
            await using var window = await OpenAsync(dashboard, $"/calls/{First}?t={link.Moment}");
            await Expect(window.Page.Locator(".recording [data-player-part=time]")).ToHaveTextAsync(link.Shown);
            await window.AssertHealthyAsync();
        });
    }

    [Fact]
    public async Task Recording_LeftHalfway_GoesOnThereAfterAReload()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard, $"/calls/{First}");
        await window.Page.Locator(".turn").Nth(10).Locator(".turn-seek").ClickAsync();
        await Expect(Dock(window)).ToHaveAttributeAsync("data-state", "playing");

        await window.GoToAsync(new Uri(dashboard.Url, $"/calls/{First}"));

        await Expect(window.Page.Locator(".recording [data-player-part=time]")).ToContainTextAsync("0:5");
    }

    [Fact]
    public async Task ListenQueue_PlayedThrough_MarksEachAsHeard()
    {
        await using var dashboard = await StartAsync(seconds: 2);
        await using var window = await OpenAsync(dashboard, "/listen");
        await Expect(window.Page.Locator(".listen-row")).ToHaveCountAsync(2);
        await window.AssertHealthyAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Listen to all" }).ClickAsync();

        await Expect(window.Page.Locator(".listen-row[data-heard]")).ToHaveCountAsync(2);
        await window.GoToAsync(new Uri(dashboard.Url, "/listen"));
        await Expect(window.Saying("nothing left")).ToBeVisibleAsync();
        await window.GoToAsync(new Uri(dashboard.Url, $"/calls/{First}"));
        await Expect(window.Page.GetByText($"Heard by {RunningDashboard.OwnerEmail}")).ToBeVisibleAsync();
    }

    private async Task<BrowserPage> OpenAsync(RunningDashboard dashboard, string path = "/", int width = 1440, bool hasTouch = false)
    {
        var window = await BrowserPage.OpenAsync(browser, dashboard, path, width, hasTouch: hasTouch);
        await window.WaitUntilReadyAsync(".dock");
        return window;
    }

    private static ILocator Dock(BrowserPage window) => window.Page.Locator(".dock");

    private static Task<double> PlaceAsync(BrowserPage window) => window.Page.EvaluateAsync<double>("() => document.querySelector('audio').currentTime");

    private static Task<bool> MovesAsync(BrowserPage window) => window.Page.EvaluateAsync<bool>(
        """
        () => new Promise(resolve => document.querySelector('audio').addEventListener('timeupdate', () => resolve(true), { once: true }))
        """);

    private static async Task<RunningDashboard> StartAsync(int seconds = 142)
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Recording(First, $"{Uuid}.mp3"));
        await dashboard.PostAsync(Recording(Second, "other.mp3", another =>
        {
            another["cdr_phone"] = "+917000011111";
            foreach (var field in another.Where(field => field.Key.StartsWith("contact_", StringComparison.Ordinal)).Select(field => field.Key).ToList())
                another.Remove(field);
        }));
        await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY").With("transcription", new JsonArray(
            [.. Enumerable.Range(0, 28).Select(number => new JsonObject
            {
                ["speaker"] = number % 2 == 0 ? "agent" : "customer",
                ["text"] = string.Create(CultureInfo.InvariantCulture, $"Line {number}, long enough to be read at leisure."),
                ["start"] = number * 5,
                ["end"] = (number * 5) + 4,
            })])));
        await dashboard.StoreAsync(First, seconds);
        await dashboard.StoreAsync(Second, seconds);
        return dashboard;
    }

    private static string Recording(long cdrId, string file, Action<JsonObject>? change = null) => Payload.Sample("CDR_RECORDING_AVAILABLE").With(recording =>
    {
        recording["cdr_id"] = cdrId;
        recording["cdr_recording_url"] = $"https://recordings.s3.amazonaws.com/{file}?X-Amz-Signature=secret";
        change?.Invoke(recording);
    });
}
