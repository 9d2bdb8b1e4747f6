using System.Text.Json.Nodes;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class CallPageTests(Browser browser)
{
    private const long CdrId = 9876543;
    private const string Uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";

    [Fact]
    public async Task CallPage_OpenWhileSummaryArrives_ShowsItWithoutReload()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/calls/{CdrId}");
        await Expect(window.Saying("no summary")).ToBeVisibleAsync();

        await dashboard.PostAsync(Recording());
        await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY"));

        await Expect(window.Page.GetByText("Customer asked for a callback after 6 PM to discuss Pro plan pricing.")).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("Main concern")).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("Hi Ravi, thanks for calling.")).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("Superfone's link to it")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task CallPage_OpenBeforeTheCallIsKnown_FillsWhenItsEventArrives()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/calls/{CdrId}");
        await Expect(window.Saying("no event")).ToBeVisibleAsync();

        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Asha Kumar");
        await Expect(window.Call(CdrId)).ToContainTextAsync("+91 98765 43210");
    }

    [Fact]
    public async Task Transcript_OnAPhone_ScrollsWithThePage()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With("cdr_uuid", Uuid));
        await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY").With("cdr_uuid", Uuid).With(summary => summary["transcription"] = new JsonArray(
            [.. Enumerable.Range(0, 60).Select(second => new JsonObject { ["speaker"] = "AGENT", ["text"] = $"Sentence {second}.", ["start"] = second, ["end"] = second + 1 })])));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/calls/{CdrId}");
        var turns = window.Page.Locator(".turns");
        await Expect(window.Page.Locator(".turn")).ToHaveCountAsync(60);
        Assert.True(await HasOwnScrollingAsync());

        await window.Page.SetViewportSizeAsync(390, 844);

        Assert.False(await HasOwnScrollingAsync());
        await window.Page.GetByText("Sentence 59.").ScrollIntoViewIfNeededAsync();
        Assert.True(await window.Page.EvaluateAsync<double>("() => scrollY") > 844);

        Task<bool> HasOwnScrollingAsync() => turns.EvaluateAsync<bool>("turns => turns.scrollHeight > turns.clientHeight");
    }

    [Fact]
    public async Task CallPage_OnAnyScreen_FitsAndIsAccessible()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.PostAsync(Recording());
        await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/calls/{CdrId}");

        await Expect(window.Page.Locator(".turn")).ToHaveCountAsync(2);
        await window.AssertHealthyOnAnyScreenAsync();
    }

    private static string Recording() => Payload.Sample("CDR_RECORDING_AVAILABLE").With(recording =>
        recording["cdr_recording_url"] = $"https://recordings.s3.amazonaws.com/{Uuid}.mp3?X-Amz-Signature=secret");
}
