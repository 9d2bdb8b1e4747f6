using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

/// <summary>Callers as people: one number of several contacts, several numbers of one, and names in two scripts.</summary>
public sealed class CallersTests(Browser browser)
{
    private const string Shop = "+917000011111";
    private const string Mobile = "+917000022222";

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Caller_WhoMayBeEitherOfTwo_IsChosenBeforeTheCallAndFoundInEitherScript(int width, int height)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(
            Payload.Contact(1, Shop, "रोहन शर्मा").With("contact_phones", Payload.Phones(Shop, Mobile)), Payload.Contact(2, Shop, "Priya Sharma"),
            People.Missed(1, phone: Shop), People.Missed(2, "2026-05-15T10:10:00.000Z", Mobile));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", width, height);
        await window.WaitUntilReadyAsync(".before-call");
        var dialog = window.Page.GetByRole(AriaRole.Dialog, new() { Name = "Before you call" });

        await window.Page.Locator($"[data-before='{Shop}']").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "रोहन शर्मा" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "रोहन शर्मा" })).ToBeVisibleAsync();
        await Expect(dialog).ToContainTextAsync("+91 70000 22222");
        await Expect(dialog.GetByRole(AriaRole.Link, new() { Name = "Call +91 70000 11111" })).ToHaveAttributeAsync("href", $"tel:{Shop}");
        await window.AssertHealthyAsync();
        await dialog.GetByRole(AriaRole.Link, new() { Name = "Open contact" }).ClickAsync();

        await Expect(window.Page.Locator("[data-contact-id='1'] .number-of")).ToHaveTextAsync(["+91 70000 22222", "+91 70000 11111"]);
        await window.AssertHealthyAsync();
        await window.GoToAsync(new Uri(dashboard.Url, "/calls/1"));
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Priya Sharma" })).ToHaveAttributeAsync("href", "/contacts/2");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "रोहन शर्मा" })).ToHaveAttributeAsync("href", "/contacts/1");
        await window.GoToAsync(new Uri(dashboard.Url, "/contacts?q=rohan+sharma"));
        await Expect(window.Page.Locator("[data-contact-id='1']")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("[data-contact-id='1'] mark")).ToHaveTextAsync(["रोहन", "शर्मा"]);
        await Expect(window.Page.Locator("[data-contact-id]")).ToHaveCountAsync(1);
        await window.AssertHealthyAsync();
    }
}
