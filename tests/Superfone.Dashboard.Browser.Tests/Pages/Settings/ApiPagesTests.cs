using Microsoft.Playwright;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

/// <summary>What owners find in the settings for programs: the API to try, and everything as a file.</summary>
public sealed class ApiPagesTests(Browser browser)
{
    // Five megabytes of script.
    private const float Patience = 30_000;

    [Fact]
    public async Task Owner_OnAPhone_TriesTheApiWithoutAnyOtherHost_AndSavesEverything()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.AnsweredCall(1));
        await dashboard.WaitUntilProjectedAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/tokens", 390, 844);
        List<string> faults = [];
        window.Page.Context.Console += (_, message) =>
        {
            if (message.Type is "error")
                faults.Add(message.Text);
        };
        window.Page.Context.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && new Uri(request.Url).Authority != dashboard.Url.Authority)
                faults.Add(request.Url);
        };
        await window.AssertHealthyAsync();

        var reference = await window.Page.RunAndWaitForPopupAsync(() => window.Page.GetByRole(AriaRole.Link, new() { Name = "try the API" }).ClickAsync());
        await Assertions.Expect(reference.GetByRole(AriaRole.Heading, new() { Name = "Superfone Dashboard", Level = 1 })).ToBeVisibleAsync(new() { Timeout = Patience });
        await reference.GotoAsync(new Uri(dashboard.Url, "/scalar#tag/calls/GET/api/v1/calls").ToString());
        await reference.Locator("[id='tag/calls/GET/api/v1/calls'], [id$='tag/calls/GET/api/v1/calls']").First.GetByRole(AriaRole.Button, new() { Name = "Test Request" }).First.ClickAsync();
        var reply = await reference.RunAndWaitForResponseAsync(
            () => reference.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync(), response => new Uri(response.Url).AbsolutePath == "/api/v1/calls");

        Assert.Equal(200, reply.Status);
        Assert.Equal("superfone", (await reply.Request.AllHeadersAsync()).GetValueOrDefault("x-requested-with"));
        Assert.Empty(faults);
        await window.GoToAsync(new Uri(dashboard.Url, "/settings/backups"));
        var file = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.GetByRole(AriaRole.Link, new() { Name = "Save everything" }).ClickAsync());
        Assert.Contains("\"type\":\"end\"", (await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken))[^1], StringComparison.Ordinal);
        await window.AssertHealthyAsync();
    }
}
