using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class ContactPagesTests(Browser browser)
{
    [Fact]
    public async Task Contacts_Searched_NarrowAndKnownRowsChangeWhereTheyStand()
    {
        await using var dashboard = await StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/contacts");
        await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(2);

        await window.Page.GetByLabel("Search contacts").FillAsync("080000 00001");
        await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(1);
        await Expect(window.Page).ToHaveURLAsync(new Regex("q=080000%2000001$"));

        await dashboard.PostAsync(Payload.StageChange("Qualified"));
        await Expect(Contact(window)).ToContainTextAsync("Qualified");

        await window.Page.GetByLabel("Search contacts").FillAsync("nobody");
        await Expect(window.Saying("no contact is")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Clear all" }).ClickAsync();
        await window.GoToAsync(new Uri(dashboard.Url, "/contacts")); // Its stages are those of when it was opened.
        await window.Page.GetByLabel("Stage").SelectOptionAsync("Qualified");
        await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(1);
        await Contact(window).GetByRole(AriaRole.Link, new() { Name = "Asha Kumar", Exact = true }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Asha Kumar");
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Contact_Open_ShowsWhatToKnowBeforeCallingAndWhatHappensMeanwhile()
    {
        await using var dashboard = await StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/contacts/{People.Asha}");
        await Expect(window.Page.Locator(".before")).ToContainTextAsync(BrowserPage.Words("no task"), new() { IgnoreCase = true });
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "on WhatsApp" })).ToHaveAttributeAsync("href", "https://wa.me/918000000001");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Call +91 80000 00001" })).ToHaveAttributeAsync("href", "tel:+918000000001");

        await dashboard.PostAsync(Payload.StageChange("Qualified"), People.Task(8), People.TaskChange(8, "task_due_date", "2026-05-16T04:30:00Z"));
        await Expect(window.Page.Locator(".before")).ToContainTextAsync("Due tomorrow 10:00");
        await Expect(window.Page.GetByText("Stage: New Lead → Qualified")).ToBeVisibleAsync();
        await Expect(window.Saying("first call", "due set", "tomorrow 10:00")).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Part of what happened" }).GetByText("Calls").ClickAsync();
        await Expect(window.Page.Locator(".story-row")).ToHaveCountAsync(1);
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, $"/contacts/{People.Asha}?show=calls").ToString());
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Number_WithoutContact_HasAPageThatLeadsToTheContactOnceThereIsOne()
    {
        await using var dashboard = await StartAsync();
        await dashboard.PostAsync(People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/numbers/{People.Stranger}");
        await Expect(window.Page.Locator($"[data-phone='{People.Stranger}'] h1")).ToHaveTextAsync("+91 70000 11111");
        await Expect(window.Saying("no contact has")).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("Waits 40 min")).ToBeVisibleAsync();

        await dashboard.PostAsync("""{"event":"CUSTOMER_CREATE","contact_id":7,"contact_first_name":"Meera","contact_phones":[{"phone":"7000011111"}]}""");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Meera" }).ClickAsync();

        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Meera");
        await Expect(window.Call(1)).ToContainTextAsync("Hung up early");
    }

    [Fact]
    public async Task ContactPages_OnAnyScreen_FitAndAreAccessible()
    {
        await using var dashboard = await StartAsync();
        await dashboard.PostAsync(People.Missed(1), Payload.StageChange("Qualified"), People.Task(8));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");

        await window.AssertHealthyAsync(
            dashboard,
            [
                ("/contacts", 390, 844, ColorScheme.Light),
                ("/contacts", 1440, 900, ColorScheme.Dark),
                ("/contacts?enteredStage=Qualified&from=2026-05-14T20:00:00Z&to=2026-05-16T01:00:00Z", 390, 844, ColorScheme.Dark),
                ("/contacts/12345", 390, 844, ColorScheme.Dark),
                ("/contacts/12345", 1440, 900, ColorScheme.Light),
                ("/numbers/+917000011111", 390, 844, ColorScheme.Light),
            ],
            () => Expect(window.Page.Locator(".rows > li").First).ToBeVisibleAsync());
    }

    private static ILocator Contact(BrowserPage window) => window.Page.Locator($".rows [data-contact-id='{People.Asha}']");

    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(
            Payload.Sample("ALL_CALLS"),
            """{"event":"CUSTOMER_CREATE","contact_id":6,"contact_first_name":"Zoë","contact_phones":[{"phone":"+917000000006"}]}""");
        return dashboard;
    }
}
