using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

/// <summary>Texts for WhatsApp: from the page of settings to the link that opens it.</summary>
public sealed class MessagesTests(Browser browser)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Text_OfTheBusiness_IsChosenAndFilledIn(int width, int height)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Contact(1, People.Stranger, "Asha"), People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/messages", width, height);
        await window.Page.GetByLabel("Name of your business").FillAsync("Acme");
        await window.Page.GetByRole(AriaRole.Group, new() { Name = "Missed call" }).GetByLabel("Text").FillAsync("Hello {name} from {business}, missed {time}");
        await Expect(window.Page.GetByRole(AriaRole.Group, new() { Name = "Missed call" })).ToContainTextAsync("Hello from Acme, missed 16:00");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(window.Page.GetByText("Saved")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        await window.GoToAsync(new Uri(dashboard.Url, "/contacts/1"));
        await window.WaitUntilReadyAsync(".message-dialog");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Write to" }).First.ClickAsync();

        var dialog = window.Page.Locator(".message-dialog");
        await Expect(dialog.GetByRole(AriaRole.Link, new() { Name = "Missed call" }))
            .ToHaveAttributeAsync("href", $"https://wa.me/917000011111?text={Uri.EscapeDataString("Hello Asha from Acme, missed 15:30")}");
        await Expect(dialog.GetByRole(AriaRole.Link)).ToHaveCountAsync(5);
        await window.AssertHealthyAsync();
    }
}
