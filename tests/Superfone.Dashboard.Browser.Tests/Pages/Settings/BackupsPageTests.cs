using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class BackupsPageTests(Browser browser)
{
    [Fact]
    public async Task Backups_AFolderIsChosen_AreMadeTestedAndListed()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-backups-").FullName;
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Recordings:ReserveBytes"] = "0" });
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/backups");
        var list = window.Page.GetByRole(AriaRole.List, new() { Name = "Backups that are kept" });

        await window.Page.GetByRole(AriaRole.Group, new() { Name = "Folder of the backups" }).GetByRole(AriaRole.Textbox).FillAsync(folder);
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Back up now" }).ClickAsync();
        await Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Back up and test the restore" }).ClickAsync();

        await Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(window.Page.GetByText("found everything")).ToBeVisibleAsync();
        Assert.Equal(2, Directory.GetDirectories(folder).Length);
        await window.AssertHealthyAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Backups_OneFails_IsSaidThereAndOnEveryPage()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"superfone-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(folder, "a file where the folder should be", TestContext.Current.CancellationToken);
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Backup:Directory"] = folder });
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/backups");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Back up now" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(folder);
        await Expect(window.Page.Locator("[data-backup-problem=Failed]")).ToBeVisibleAsync();
        await window.Page.GotoAsync(new Uri(dashboard.Url, "/calls").ToString());
        await Expect(window.Page.Locator("[data-backup-problem=Failed]").GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/settings/backups");
        File.Delete(folder);
    }
}
