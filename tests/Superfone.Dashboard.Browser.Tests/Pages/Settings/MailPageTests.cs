using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Storage.Primary.Mail;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class MailPageTests(Browser browser)
{
    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task Owner_SetsUpMailAndADigest_ThatTellsOfTheMissedCaller(int width, int height)
    {
        await using var mail = MailStandIn.Start("the password");
        var time = new MovedTime();
        await using var dashboard = await RunningDashboard.StartAsync(time: time);
        (await dashboard.PostAsync(Payload.Missed(5, time.GetUtcNow().UtcDateTime.AddMinutes(-5)))).Dispose();
        await dashboard.WaitUntilProjectedAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/settings/mail", width, height);
        var page = window.Page;

        await FillAsync(page, "Server", "127.0.0.1");
        await FillAsync(page, "Port", $"{mail.Port}");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Send over TLS only" }).UncheckAsync();
        await FillAsync(page, "User name", "calls");
        await FillAsync(page, "Password", "wrong");
        await FillAsync(page, "Sender", "Calls <calls@example.com>");
        await SaveAsync(page, 0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test mail" }).ClickAsync();
        await Expect(page.GetByText("The server refused the user name or the password")).ToBeVisibleAsync();

        await FillAsync(page, "Password", "the password");
        await SaveAsync(page, 0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test mail" }).ClickAsync();
        await Expect(page.GetByText($"The server took a test mail to {RunningDashboard.OwnerEmail}.")).ToBeVisibleAsync();

        await page.Locator($"[data-recipient='{RunningDashboard.OwnerEmail}']").GetByRole(AriaRole.Checkbox, new() { Name = "Each day" }).CheckAsync();
        while ((await dashboard.Services.GetRequiredService<DigestTable>().ReadAsync(TestContext.Current.CancellationToken)).Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);

        // No digest is due until the clock is where it is to be.
        await FillAsync(page, "Time of day", "23:59");
        await SaveAsync(page, 1);
        var local = TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));
        var noon = local.Date.AddHours(local.Hour < 12 ? 12 : 36);
        time.Shift += TimeSpan.FromDays(local.Hour < 12 ? 0 : 1);
        (await dashboard.PostAsync(Payload.Missed(6, TimeZoneInfo.ConvertTimeToUtc(noon.AddMinutes(-30), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"))))).Dispose();
        await dashboard.WaitUntilProjectedAsync();
        time.Shift += TimeZoneInfo.ConvertTimeToUtc(noon.AddMinutes(1), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata")) - time.GetUtcNow().UtcDateTime;
        await FillAsync(page, "Time of day", "12:00");
        await SaveAsync(page, 1);
        var digest = (await mail.WaitAsync(2))[1];

        Assert.Matches(@"\b\d missed$", digest.Subject!);
        Assert.Matches(@"Missed calls: [12] · 1 caller waits", digest.TextBody!);
        await window.AssertHealthyAsync();
    }

    private static async Task FillAsync(IPage page, string name, string value)
    {
        var field = page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true }).Locator("input");
        await field.FillAsync(value);
        await field.PressAsync("Tab");
    }

    private static async Task SaveAsync(IPage page, int form)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).Nth(form).ClickAsync();
        await Expect(page.Locator(".setting-form").Nth(form).GetByRole(AriaRole.Status)).ToHaveTextAsync(BrowserPage.Words("Saved"));
    }

    private sealed class MovedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
