using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class FollowUpsPageTests(Browser browser)
{
    [Fact]
    public async Task FollowUp_CalledBack_SaysByWhomInItsPlace()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");
        await Expect(window.Saying("not connected")).ToBeVisibleAsync();

        await dashboard.PostAsync(People.Missed(1), People.Missed(2, "2026-05-15T10:10:00.000Z", "+917000022222"));
        await Expect(window.Page.Locator(".follow-up-row")).ToHaveCountAsync(2);
        await Expect(Row(window)).ToContainTextAsync("Waits 40 min");
        await dashboard.PostAsync(People.CallBack(3, "NOANSWER", "2026-05-15T10:30:00.000Z"));
        await Expect(Row(window)).ToContainTextAsync(BrowserPage.Words("once", "Ravi Patel", "10 min ago"), new() { IgnoreCase = true });

        await dashboard.PostAsync(People.CallBack(4, "ANSWER"));
        await Expect(Row(window)).ToContainTextAsync("Called back by Ravi Patel");
        await Expect(window.Page.Locator(".follow-up-row").Last).ToHaveAttributeAsync("data-phone", People.Stranger);
        await Expect(window.Page.Locator(".tile").Filter(new() { Has = window.Page.GetByText("To call back", new() { Exact = true }) })).ToContainTextAsync("1");
        await Expect(window.Page.Locator(".returns tbody tr").First).ToContainTextAsync("Ravi Patel");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Called back", Exact = true }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/follow-ups?state=returned").ToString());
        await Expect(window.Page.Locator(".follow-up-row")).ToHaveCountAsync(1);

        await dashboard.PostAsync(
            People.Missed(5, "2026-05-15T10:15:00.000Z", "+917000033333"),
            Payload.Sample("ALL_CALLS").With(call =>
            {
                (call["cdr_id"], call["cdr_phone"], call["staff_phone"], call["staff_first_name"]) = (6, "+917000033333", "+919800000002", "Meera");
                call["cdr_start"] = "2026-05-15T10:20:00.000Z";
            }));
        await window.Page.Locator(".returns").GetByRole(AriaRole.Link, new() { Name = "Meera Patel" }).ClickAsync();
        await Expect(window.Page.Locator(".follow-up-row")).ToHaveAttributeAsync("data-phone", "+917000033333");
        await window.AssertHealthyAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: called back by Meera Patel" }).ClickAsync();
        await Expect(window.Page.Locator(".follow-up-row")).ToHaveCountAsync(2);

        await window.GoToAsync(new Uri(dashboard.Url, "/follow-ups?range=yesterday&state=returned"));
        await Expect(window.Saying("nobody was called back")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: Called back: Yesterday" }).ClickAsync();
        await Expect(window.Page.Locator(".follow-up-row")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task FollowUp_ClosedByHandWithTheKeyboard_KeepsItsNoteAndCanBeReopened()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "More about +91 70000 11111" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByLabel("Write a note for colleagues")).ToBeFocusedAsync();
        await window.Page.GetByLabel("Note for colleagues", new() { Exact = true }).FocusAsync();
        await window.Page.Keyboard.TypeAsync("Wrong number");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(Row(window)).ToContainTextAsync($"Closed by {RunningDashboard.OwnerEmail}");
        await Expect(Row(window)).ToContainTextAsync("Wrong number");
        await window.AssertHealthyAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Reopen" }).ClickAsync();
        await Expect(Row(window)).ToContainTextAsync("Waits 40 min");
    }

    [Fact]
    public async Task FollowUps_OfSeveralDays_AreGroupedWithTheOlderOnesFolded()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(
            People.Missed(1, "2026-05-13T10:00:00.000Z", "+917000033333"), People.Missed(2, "2026-05-15T05:00:00.000Z", "+917000022222"), People.Missed(3, "2026-05-15T10:38:00.000Z"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");
        var rows = window.Page.Locator(".rows > li");

        await Expect(rows).ToHaveTextAsync([new Regex("^Now"), new Regex("11111"), new Regex("^Today"), new Regex("22222"), new Regex("^Older.*1")]);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(6);
        await Expect(rows.Last).ToContainTextAsync("33333");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Older", Expanded = true }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task FollowUps_OnAPhone_KeepTheNoteAboveTheBottomBarAndItsNameOnOneLine()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync([.. Enumerable.Range(1, 8).Select(cdrId => People.Missed(cdrId, "2026-05-15T10:38:00.000Z", $"+91700001110{cdrId}"))]);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", 320, 844);
        var bar = window.Page.Locator(".navigation");
        await Expect(window.Page.Locator(".follow-up-row")).ToHaveCountAsync(8);

        // A row whose button is the last thing that the bar does not cover.
        var close = window.Page.GetByRole(AriaRole.Button, new() { Name = "More about +91 70000 11105" });
        await close.EvaluateAsync("(button) => scrollBy(0, button.getBoundingClientRect().bottom - document.querySelector('.navigation').getBoundingClientRect().top)");
        await close.ClickAsync();
        await Expect(window.Page.GetByLabel("Write a note for colleagues")).ToBeFocusedAsync();
        await window.Page.WaitForFunctionAsync(
            "() => document.querySelector('.drawer form').getBoundingClientRect().bottom <= document.querySelector('.navigation').getBoundingClientRect().top");

        // Narrower than any phone, where the font of another system is wider.
        await window.Page.SetViewportSizeAsync(240, 844);
        Assert.Equal(
            await bar.GetByText("Calls").First.EvaluateAsync<double>("text => text.getBoundingClientRect().height"),
            await bar.Locator("[aria-current=page] > span").First.EvaluateAsync<double>("text => text.getBoundingClientRect().height"));
    }

    [Fact]
    public async Task FollowUpsPage_OnAnyScreen_FitsAndIsAccessible()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(
            Payload.Sample("ALL_CALLS"), People.Missed(1), People.Missed(2, phone: "+918000000001"), People.Missed(3, phone: "+917000033333"), People.CallBack(4, "ANSWER", phone: "+917000033333"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");

        await Expect(window.Page.Locator(".follow-up-row").First).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".returns tbody tr").First).ToBeVisibleAsync();
        await window.AssertHealthyOnAnyScreenAsync();
    }

    private static ILocator Row(BrowserPage window) => window.Page.Locator($".follow-up-row[data-phone='{People.Stranger}']");
}
