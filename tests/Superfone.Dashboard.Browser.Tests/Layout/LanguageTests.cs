using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Browser.Tests.Accessibility;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>The dashboard in Hindi.</summary>
public sealed class LanguageTests(Browser browser)
{
    // All of them by the switch; that no text is left out is seen on all pages in a made-up language.
    private static readonly int EveryNth = AccessibilitySwitch.IsOn ? 1 : 3;

    [Fact]
    public async Task Language_ChosenOnAPhone_IsSpokenAtOnceAlsoByWhatArrives()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/account", 390, 844);

        await window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Language" }).SelectOptionAsync(new SelectOptionValue { Label = "हिन्दी" });
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "आपका अकाउंट" })).ToBeVisibleAsync();
        await Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "hi");
        await window.WaitUntilReadyAsync();
        await window.AssertHealthyAsync();

        await window.GoToAsync(dashboard.Url);
        await dashboard.PostAsync(People.Missed(1));
        await Expect(window.Call(1)).ToContainTextAsync("जल्दी काट दी");
        await Expect(window.Page.Locator(".live-state .now")).ToHaveTextAsync("लाइव");
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Pages_InHindi_FitASmallPhoneAndHaveNoEnglish()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(EveryPageTests.Payloads);
        var owner = await dashboard.Services.GetRequiredService<UserDirectory>().FindAsync(RunningDashboard.OwnerEmail);
        await dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("hi", Actor.NotSignedIn("", userId: owner));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/no-such-page", 320, 700);
        var texts = new PageTexts(EveryPageTests.Payloads, LatinWords.Kept);
        List<string> faults = [];

        foreach (var path in PagePaths.All.Where((_, index) => index % EveryNth == 0))
        {
            await window.GoToAsync(new Uri(dashboard.Url, path));
            await Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            if (await Record.ExceptionAsync(window.AssertFitsAsync) is { } wide)
                faults.Add($"{path}: {wide.Message}");
            faults.AddRange((await texts.ForeignAsync(window)).Select(text => $"{path}: not translated: {text}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }
}
