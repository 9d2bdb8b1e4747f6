using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class HoursPageTests(Browser browser)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Hours_SetByTheOwner_AreWhyACallWasMissed(int width, int height)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());

        // Friday 15:30 in India, and an hour before noon on the day before.
        await dashboard.PostAsync(People.Missed(1, "2026-05-15T10:00:00.000Z"), People.Missed(2, "2026-05-14T05:30:00.000Z", "+917000022222"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/hours", width, height);
        await window.AssertHealthyAsync();

        await Field(window, "Friday").FillAsync("nine to five");
        await SaveAsync(window, "Hours of the week");
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Friday");
        await Field(window, "Friday").FillAsync("09:30-13:00");
        await Field(window, "Thursday").FillAsync("09:30-18:30");
        await SaveAsync(window, "Hours of the week");
        await Expect(window.Page.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = new("Saved") })).ToBeVisibleAsync();
        await Field(window, "Days on which nobody works").FillAsync("2026-05-14 Founders' day");
        await SaveAsync(window, "Holidays");
        await Field(window, "Minutes to call back").FillAsync("30");
        await SaveAsync(window, "Targets");
        await window.AssertHealthyAsync();

        await window.GoToAsync(new Uri(dashboard.Url, "/settings/hours"));
        await Expect(Field(window, "Friday")).ToHaveValueAsync("09:30-13:00");
        await Expect(Field(window, "Days on which nobody works")).ToHaveValueAsync("2026-05-14 Founders' day");
        await Expect(Field(window, "Minutes to call back")).ToHaveValueAsync("30");

        // Both after hours: in the afternoon of a Friday, and on a holiday.
        await window.GoToAsync(new Uri(dashboard.Url, "/calls?range=7d"));
        foreach (var cdrId in new[] { 1, 2 })
            await Expect(window.Call(cdrId)).ToContainTextAsync(new Regex("after hours", RegexOptions.IgnoreCase));
        await window.GoToAsync(new Uri(dashboard.Url, "/analytics?range=7d"));
        await Expect(window.Page.GetByRole(AriaRole.Table, new() { Name = "Why missed, by hour" }).GetByRole(AriaRole.Row, new() { Name = "15:00" })).ToContainTextAsync("After hours 1");
        await Expect(window.Page.GetByRole(AriaRole.Region, new() { Name = "Called back within 30 min" })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
    }

    private static ILocator Field(BrowserPage window, string name) => window.Page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true }).GetByRole(AriaRole.Textbox)
        .Or(window.Page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true }).GetByRole(AriaRole.Spinbutton));

    private static Task SaveAsync(BrowserPage window, string card) => window.Page.Locator("section.card, .card").Filter(new() { Has = window.Page.GetByRole(AriaRole.Heading, new() { Name = card }) })
        .GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
}
