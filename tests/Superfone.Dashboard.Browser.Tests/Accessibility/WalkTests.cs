using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Accessibility;

/// <summary>The main stories with a keyboard only, found by role and name only, as a screen reader finds them.</summary>
public sealed class WalkTests(Browser browser, WalkedDashboard walked) : IClassFixture<WalkedDashboard>
{
    private const string Stranger = "+91 70000 11111";

    private static readonly AriaRole[] Landmarks = [AriaRole.Navigation, AriaRole.Banner, AriaRole.Main];

    [Fact]
    public async Task SignIn_ThenACallOfTheFeed_IsOpenedAndHeard()
    {
        await using var window = await BrowserPage.OpenAsync(browser);
        var (page, walk) = (window.Page, new KeyboardWalk(window.Page));

        await window.GoToAsync(new Uri(walked.Dashboard.Url, "/login"));
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Email" })).ToBeFocusedAsync();
        await window.AssertHealthyAsync();
        await walk.TypeAsync(RunningDashboard.OwnerEmail);
        await walk.ToAsync(page.GetByLabel("Password"));
        await walk.TypeAsync(RunningDashboard.OwnerPassword);
        await walk.PressAsync("Enter");
        await window.WaitUntilReadyAsync();
        await window.WaitUntilReadyAsync(".dock");
        await Expect(Heading(page, "Live")).ToBeVisibleAsync();
        foreach (var landmark in Landmarks)
            await Expect(page.GetByRole(landmark).First).ToBeVisibleAsync();

        var calls = page.GetByRole(AriaRole.List, new() { Name = "Calls, newest first" });
        await walk.EnterAsync(calls.GetByRole(AriaRole.Link, new() { Name = "Asha Kumar" }));
        await Expect(Heading(page, "Asha Kumar")).ToBeFocusedAsync();

        await walk.EnterAsync(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Listen to Asha Kumar" }));
        var pause = page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Pause Asha Kumar" });
        await Expect(pause).ToBeFocusedAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('audio')?.currentTime > 0");
        await walk.PressAsync("Enter");
        await Expect(pause).ToBeHiddenAsync();

        await page.GoBackAsync();
        await Expect(Heading(page, "Live")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task MissedCaller_IsClaimedNotedAndSnoozed_AndTheKeyboardKeepsItsPlace()
    {
        await using var window = await BrowserPage.OpenAsync(browser, walked.Dashboard, "/follow-ups");
        var (page, walk) = (window.Page, new KeyboardWalk(window.Page));
        var saved = page.GetByRole(AriaRole.Status).Filter(new() { HasText = $"Saved: {Stranger}" });

        await walk.EnterAsync(page.GetByRole(AriaRole.Button, new() { Name = $"I'm calling {Stranger}" }));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "You are calling", Pressed = true })).ToBeFocusedAsync();
        await Expect(saved).ToHaveCountAsync(1);

        var more = page.GetByRole(AriaRole.Button, new() { Name = $"More about {Stranger}" });
        await walk.ToAsync(more, "Shift+Tab");
        await walk.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Write a note for colleagues" })).ToBeFocusedAsync();
        await walk.TypeAsync("Wants the price list");
        await walk.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Notes" })).ToContainTextAsync("Wants the price list");
        await window.AssertHealthyAsync();
        await walk.PressAsync("Escape");
        await Expect(more).ToBeFocusedAsync();

        await walk.PressAsync("Enter");
        await walk.EnterAsync(page.GetByRole(AriaRole.Group, new() { Name = "Snooze" }).GetByRole(AriaRole.Button, new() { Name = "In 1 hour" }));
        await Expect(more).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "+91 70000 22222", Exact = true })).ToBeFocusedAsync();
        await walk.EnterAsync(page.GetByRole(AriaRole.Link, new() { Name = "Snoozed (1)", Expanded = false }));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Stranger, Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Contact_FoundBySearch_LeadsToTheirCallAndANote()
    {
        await using var window = await BrowserPage.OpenAsync(browser, walked.Dashboard, "/tasks");
        var (page, walk) = (window.Page, new KeyboardWalk(window.Page));

        var history = page.GetByRole(AriaRole.Button, new() { Name = "History of First call, Asha Kumar" });
        await walk.EnterAsync(history);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "History of First call, Asha Kumar", Expanded = true })).ToBeFocusedAsync();
        await walked.Dashboard.PostAsync(People.TaskChange(8, "task_status", "COMPLETED"));
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { Has = history })).ToContainTextAsync("Done");
        await Expect(history).ToBeFocusedAsync();

        await walk.PressAsync("/");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Search calls" })).ToBeFocusedAsync();
        await walk.TypeAsync("asha");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Contacts" }).GetByRole(AriaRole.Option)).ToContainTextAsync("Asha Kumar");
        await walk.PressAsync("Escape");
        await Expect(history).ToBeFocusedAsync();
        await walk.PressAsync("Control+k");
        await walk.PressAsync("ArrowDown");
        await walk.PressAsync("Enter");
        await Expect(Heading(page, "Asha Kumar")).ToBeFocusedAsync();

        // As what has been loaded replaces the heading of a page that is loading.
        await page.EvaluateAsync("() => { const before = document.querySelector('h1'), after = before.cloneNode(true); after.removeAttribute('tabindex'); before.replaceWith(after); }");
        await Expect(Heading(page, "Asha Kumar")).ToBeFocusedAsync();

        var before = page.GetByRole(AriaRole.Main).Locator("[data-before]").First;
        await walk.EnterAsync(before);
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Before" })).ToBeVisibleAsync();
        await walk.PressAsync("Escape");
        await Expect(before).ToBeFocusedAsync();

        await walk.EnterAsync(page.GetByRole(AriaRole.List, new() { Name = "What happened, newest first" }).GetByRole(AriaRole.Link, new() { Name = "Answered" }));
        await walk.ToAsync(page.GetByRole(AriaRole.Textbox, new() { Name = "Write a note for colleagues" }));
        await walk.TypeAsync("Call after six");
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save note" });
        await walk.EnterAsync(save);
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Notes" })).ToContainTextAsync("Call after six");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved." })).ToHaveCountAsync(1);
        await Expect(save).ToBeFocusedAsync();
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Calls_AreFilteredAndASettingIsChanged()
    {
        await using var window = await BrowserPage.OpenAsync(browser, walked.Dashboard, "/calls");
        var (page, walk) = (window.Page, new KeyboardWalk(window.Page));

        await walk.EnterAsync(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" }));
        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await Expect(page).ToHaveURLAsync(new Uri(walked.Dashboard.Url, "/calls").ToString());
        await walk.EnterAsync(page.GetByRole(AriaRole.Button, new() { Name = "More filters" }));
        await walk.ToAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Direction" }));
        await walk.TypeAsync("Outbound");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "1 call" })).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Direction" })).ToBeFocusedAsync();
        await window.AssertHealthyAsync();
        await walk.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Direction" })).ToHaveCountAsync(0);
        await walk.EnterAsync(page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: Outbound" }));
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "3 calls" })).ToHaveCountAsync(1);
        Assert.NotEqual("BODY", await page.EvaluateAsync<string>("document.activeElement.tagName"));

        await walk.TypeAsync("gs");
        await Expect(Heading(page, "Settings")).ToBeVisibleAsync();
        await walk.EnterAsync(page.GetByRole(AriaRole.Button, new() { Name = "Menu" }));
        await walk.EnterAsync(page.GetByRole(AriaRole.Link, new() { Name = "Your account", Exact = true }));
        var name = page.GetByRole(AriaRole.Textbox, new() { Name = "Name that colleagues see" });
        await walk.ToAsync(name);
        await walk.TypeAsync("Meera");
        await walk.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved." })).ToHaveCountAsync(1);
        await Expect(name).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Pages_WalkedAround_TrapNobody()
    {
        await using var window = await BrowserPage.OpenAsync(browser, walked.Dashboard, "/");
        var walk = new KeyboardWalk(window.Page);

        foreach (var path in AccessibilitySwitch.IsOn ? PagePaths.All : ["/", "/calls", $"/calls/{WalkedDashboard.AshasCall}", "/settings/business"])
        {
            await window.GoToAsync(new Uri(walked.Dashboard.Url, path));
            await Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            await walk.AroundAsync();
        }
    }

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });
}
