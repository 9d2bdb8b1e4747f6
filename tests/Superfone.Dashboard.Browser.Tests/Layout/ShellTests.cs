using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

public sealed class ShellTests(Browser browser)
{
    private const long AnsweredId = 9876543;

    [Fact]
    public async Task Search_ByKeyboard_FindsWhatWasSaidAndOpensTheCall()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        var field = window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search calls" });

        await window.Page.Keyboard.PressAsync("/");
        await Expect(field).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("pric");
        await Expect(window.Page.Locator("#search mark").First).ToHaveTextAsync("pricing", new() { IgnoreCase = true });
        await window.AssertHealthyAsync();

        await field.FillAsync("asha");
        var call = window.Page.GetByRole(AriaRole.Group, new() { Name = "Calls" }).GetByRole(AriaRole.Option);
        await Expect(call).ToContainTextAsync("Asha Kumar");
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(call).ToHaveAttributeAsync("aria-selected", "true");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, $"/calls/{AnsweredId}").ToString());
        await Expect(field).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Search_Escaped_LeavesThePageAsItWas()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);

        await window.Page.Keyboard.PressAsync("Control+k");
        await window.Page.Keyboard.TypeAsync("nobody at all");
        await Expect(window.Page.GetByText("No results")).ToBeVisibleAsync();
        await window.Page.Keyboard.PressAsync("Escape");

        await Expect(window.Page.Locator("#search")).ToBeHiddenAsync();
        await Expect(window.Call(AnsweredId)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Shortcuts_LeadToPages_AndRestWhileOneTypes()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);

        await window.Page.Keyboard.PressAsync("?");
        await Expect(window.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("10 seconds back or forward")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("#shortcuts dl > div").Filter(new() { HasText = "Next or previous call" }).Locator("kbd")).ToHaveTextAsync(["j", "k"]);
        await window.AssertHealthyAsync();
        await window.Page.Keyboard.PressAsync("Escape");

        await window.Page.Keyboard.TypeAsync("gs");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Settings");

        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("gl?");
        await Expect(window.Page.Locator("#search input")).ToHaveValueAsync("gl?");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Settings");
    }

    [Fact]
    public async Task Account_Chosen_IsCarriedToOtherPages()
    {
        await using var dashboard = await DashboardAsync();
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With(call =>
        {
            call["cdr_id"] = 5;
            call["superfone_number"] = "+918000077777";
        }));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        await Expect(window.Call(5)).ToBeVisibleAsync();

        await window.Page.GetByLabel("Superfone number").SelectOptionAsync("+918000077777");
        await Expect(window.Call(AnsweredId)).ToHaveCountAsync(0);
        await Expect(window.Call(5)).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".tile").First).ToContainTextAsync("Calls today1");

        await window.Page.Keyboard.TypeAsync("gc");
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/calls?account=%2B918000077777").ToString());
        await Expect(window.Call(5)).ToBeVisibleAsync();
        await Expect(window.Call(AnsweredId)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ServerRestarted_UnderAnOpenPage_ComesBackByItselfAsItWas()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls?direction=outbound");
        var field = window.Page.Locator("main input:is([type=search], [type=text], :not([type]))").First;
        await field.FillAsync("not sent yet");
        await field.EvaluateAsync("field => { window.isSamePage = true; }");

        await dashboard.RestartInPlaceAsync(async () =>
        {
            await Expect(window.Page.GetByText("Reconnecting…")).ToBeVisibleAsync();
            await Expect(window.Page.Locator(".live-state .lost")).ToBeVisibleAsync();
        });
        await window.Page.WaitForFunctionAsync("() => !window.isSamePage && document.body?.dataset.circuit === 'ready'");

        await Expect(window.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("direction=outbound"));
        await Expect(field).ToHaveValueAsync("not sent yet");
        await Expect(window.Page.GetByText("Reconnecting…")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task LinksAndButtons_ReachedByKeyboard_AreMarked()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls");

        foreach (var place in new[] { ".navigation a.nav-link", ".chip", "button.filters-more" })
        {
            await window.Page.Locator(place).First.FocusAsync();
            await window.Page.Keyboard.PressAsync("Shift+Tab");
            await window.Page.Keyboard.PressAsync("Tab");
            await Expect(window.Page.Locator(place).First).ToHaveCSSAsync("outline-style", "solid");
        }
    }

    [Fact]
    public async Task UnknownAddress_KeepsTheWayToAllPages()
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);

        await window.GoToAsync(new Uri(dashboard.Url, "/no/such/page"));

        await Expect(window.Page.Locator("h1")).ToContainTextAsync(BrowserPage.Words("no such page"), new() { IgnoreCase = true });
        await window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Settings");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task OnAPhone_MoreOpensTheOtherPages(ColorScheme scheme)
    {
        await using var dashboard = await DashboardAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/", 390, 844, scheme);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await window.AssertHealthyAsync();
        await window.Page.Locator("#more").GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Settings");
        await Expect(window.Page.Locator("#more")).ToBeHiddenAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await window.Page.Keyboard.TypeAsync("asha");
        await Expect(window.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
    }

    private static async Task<RunningDashboard> DashboardAsync()
    {
        const string uuid = "8f4e2a31-2b6d-4c3a-9f1e-7a0b6c2d4e5f";
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With("cdr_uuid", uuid));
        await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY").With("cdr_uuid", uuid));
        return dashboard;
    }
}
