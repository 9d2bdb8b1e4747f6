using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class StatusPageTests(Browser browser)
{
    [Fact]
    public async Task Status_WhileDeliveriesCome_SaysWhatWorksAndTheirTraceEndsOnThePage()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var dashboard = await RunningDashboard.StartAsync(collector.Settings);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/status", 390, 844);
        await Expect(window.Page.Locator("[data-part=Receiving][data-good=yes]")).ToContainTextAsync("Nothing has been received");
        await Expect(window.Page.Locator("[data-part=Backups][data-good=no]")).ToBeVisibleAsync();

        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));

        await Expect(window.Page.Locator("[data-figure=hour]")).ToHaveTextAsync("1", new() { Timeout = 15_000 });
        await Expect(window.Page.Locator("[data-part=Processing][data-good=yes]")).ToBeVisibleAsync();
        string[] way = ["append delivery", "project delivery", "publish delivery", "show delivery"];
        await OtlpReceiver.WaitAsync(
            () => collector.Spans.GroupBy(span => span.TraceId).Any(trace => way.All(name => trace.Any(span => span.Name == name)) && trace.Any(span => span.SpanId == trace.First(child => child.Name == way[0]).ParentId)),
            () => string.Join('\n', collector.Spans));
        await window.AssertHealthyAsync();

        await window.Page.SetViewportSizeAsync(1440, 900);
        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.GetByRole(AriaRole.Link, new() { Name = "Save support bundle" }).ClickAsync());
        Assert.Equal("superfone-support.zip", download.SuggestedFilename);
        await window.AssertHealthyAsync();
    }
}
