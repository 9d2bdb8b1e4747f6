using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class StaffPageTests(Browser browser)
{
    [Fact]
    public async Task FollowUp_MarkedAsSpam_NeedsNoCallBackUntilThatIsTakenBack()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");
        var row = window.Page.Locator(".follow-up-row");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Close +91 70000 11111" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Spam" }).ClickAsync();
        await Expect(row.Locator(".label")).ToHaveTextAsync("Spam");
        await Expect(Waiting(window)).ToContainTextAsync("0");
        await window.AssertHealthyAsync();

        await window.GoToAsync(new Uri(dashboard.Url, "/"));
        await Expect(window.Call(1).Locator(".label")).ToHaveTextAsync("Spam");
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = BrowserPage.Words("left out") }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(BrowserPage.Words("/calls?", "marked=true"));
        await Expect(window.Call(1)).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        await window.GoToAsync(new Uri(dashboard.Url, "/calls/1"));
        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = BrowserPage.Words("Undo", "Spam") }).ClickAsync();
        await Expect(window.Page.Locator(".mark-details")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        await window.GoToAsync(new Uri(dashboard.Url, "/follow-ups"));
        await Expect(row).ToContainTextAsync("Waits 40 min");
    }

    [Theory]
    [InlineData(320, 700)]
    [InlineData(1440, 900)]
    public async Task Directory_WithANewPerson_NamesWhoContactsAreAssignedTo(int width, int height)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"), People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/contacts/{People.Asha}", width, height);
        await Expect(window.Saying("Team member 678").First).ToBeVisibleAsync();

        await using var manager = await BrowserPage.OpenAsync(browser, dashboard, "/staff", width, height);
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Add Ravi Patel" }).ClickAsync();
        await Expect(manager.Page.Locator("tr[data-phone='+919876543210']")).ToContainTextAsync("Ravi Patel");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Edit Ravi Patel" }).ClickAsync();
        await manager.Page.GetByLabel("User id in Superfone").FillAsync("678");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(manager.Page.Locator("tr[data-phone='+919876543210']")).ToContainTextAsync("678");
        await manager.AssertHealthyAsync();

        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Ravi Patel" }).First).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Ravi Patel" }).ClickAsync();
        await Expect(window.Saying("Team member 678").First).ToBeVisibleAsync();
    }

    private static ILocator Waiting(BrowserPage window) =>
        window.Page.Locator(".tile").Filter(new() { Has = window.Page.GetByText("To call back", new() { Exact = true }) });
}
