[assembly: AssemblyFixture(typeof(Superfone.Dashboard.Browser.Tests.Browser))]

namespace Superfone.Dashboard.Browser.Tests;

public sealed class LivePageTests(Browser browser)
{
    [Fact]
    public async Task LivePage_Opened_BecomesInteractiveWithoutConsoleErrors()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add(message.Text);
        };

        await page.GotoAsync(dashboard.Url.ToString());
        await page.Locator("body[data-circuit=ready]").WaitForAsync();
        await page.GetByLabel("Email").FillAsync(RunningDashboard.OwnerEmail);
        await page.GetByLabel("Password").FillAsync(RunningDashboard.OwnerPassword);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(dashboard.Url.ToString());
        await page.Locator("body[data-circuit=ready]").WaitForAsync();

        Assert.Equal("Live", await page.Locator("h1").InnerTextAsync());
        var font = await page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).fontFamily");
        Assert.Contains("Devanagari", font, StringComparison.Ordinal);
        Assert.Empty(errors);
    }
}
