using System.Net.Http.Json;
using Microsoft.Playwright;
using Superfone.Dashboard.Configuration;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class FollowUpWorkTests(Browser browser)
{
    private const string Ravi = "ravi@example.com";

    [Fact]
    public async Task Claim_OfOnePerson_ShowsToTheOtherAtOnceUntilTheyHaveCalledBack()
    {
        await using var dashboard = await StartAsync();
        await dashboard.PostAsync(People.Missed(1), People.Missed(2, "2026-05-15T10:10:00.000Z", "+917000022222"));
        await using var ravi = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", email: Ravi);
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");

        await Row(ravi).GetByRole(AriaRole.Button, new() { Name = "I'm calling" }).ClickAsync();

        await Expect(Row(ravi).GetByRole(AriaRole.Button, new() { Name = "You are calling" })).ToContainTextAsync("15 min left");
        await Expect(Row(owner)).ToContainTextAsync("Ravi Patel is calling");
        await Expect(Row(owner).GetByRole(AriaRole.Button, new() { Name = "I'm calling" })).ToHaveCountAsync(0);
        await Expect(owner.Page.GetByRole(AriaRole.Button, new() { Name = "I'm calling" })).ToHaveCountAsync(1);
        await owner.AssertHealthyAsync();
        await using var call = await BrowserPage.OpenAsync(browser, dashboard, "/calls/1");
        await Expect(call.Page.Locator(".missed-card")).ToContainTextAsync("Ravi Patel is calling");

        await dashboard.PostAsync(People.CallBack(3, "NOANSWER", "2026-05-15T10:41:30.000Z"));
        await Expect(Row(owner).GetByRole(AriaRole.Button, new() { Name = "I'm calling" })).ToHaveCountAsync(1);
        await Expect(call.Page.Locator(".missed-card")).Not.ToContainTextAsync("is calling");
        await call.Page.GetByRole(AriaRole.Button, new() { Name = "I'm calling" }).ClickAsync();
        await Expect(Row(ravi)).ToContainTextAsync($"{RunningDashboard.OwnerEmail} is calling");
        await call.Page.GetByRole(AriaRole.Button, new() { Name = "You are calling" }).ClickAsync();
        await Row(ravi).GetByRole(AriaRole.Button, new() { Name = "I'm calling" }).ClickAsync();
        await Expect(Row(owner)).ToContainTextAsync("Ravi Patel is calling");
        await dashboard.PostAsync(People.CallBack(4, "ANSWER", "2026-05-15T10:42:00.000Z"));
        await Expect(Row(owner)).ToContainTextAsync("Called back by Ravi Patel");
        await Expect(Row(owner)).Not.ToContainTextAsync("is calling");
    }

    [Theory]
    [InlineData("/", 1440, 900)]
    [InlineData("/calls", 1440, 900)]
    [InlineData("/", 390, 844)]
    [InlineData("/calls", 390, 844)]
    public async Task Claim_OfACaller_ShowsOnTheMissedCallItself(string path, int width, int height)
    {
        await using var dashboard = await StartAsync();
        await dashboard.PostAsync(People.Missed(1));
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, path, width, height);
        await using var ravi = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", email: Ravi);
        await Expect(owner.Call(1)).Not.ToContainTextAsync("is calling");

        await Row(ravi).GetByRole(AriaRole.Button, new() { Name = "I'm calling" }).ClickAsync();
        await Expect(owner.Call(1)).ToContainTextAsync("Ravi Patel is calling");
        await owner.AssertHealthyAsync();

        await Row(ravi).GetByRole(AriaRole.Button, new() { Name = "You are calling" }).ClickAsync();
        await Expect(owner.Call(1)).Not.ToContainTextAsync("is calling");
    }

    [Fact]
    public async Task Claim_WhoseTimeIsOver_LeavesThePagesByItself()
    {
        await using var dashboard = await StartAsync(new FastDay());
        await dashboard.PostAsync(People.Missed(1));
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");
        await using var ravi = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", email: Ravi);

        await Row(ravi).GetByRole(AriaRole.Button, new() { Name = "I'm calling" }).ClickAsync();
        await Expect(Row(owner)).ToContainTextAsync("Ravi Patel is calling");

        await Expect(Row(owner).GetByRole(AriaRole.Button, new() { Name = "I'm calling" })).ToHaveCountAsync(1);
        await Expect(Row(ravi).GetByRole(AriaRole.Button, new() { Name = "I'm calling" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Note_OfOnePerson_IsReadByTheOtherWithItsOutcome()
    {
        await using var dashboard = await StartAsync();
        await dashboard.PostAsync(People.Missed(1));
        await using var ravi = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", email: Ravi);
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", 390, 844, hasTouch: true);

        await More(ravi).ClickAsync();
        await Expect(ravi.Page.GetByLabel("Write a note for colleagues")).ToBeFocusedAsync();
        await ravi.Page.Keyboard.TypeAsync("After six");
        await ravi.Page.GetByRole(AriaRole.Button, new() { Name = "Asked to call later" }).ClickAsync();
        await ravi.Page.GetByRole(AriaRole.Button, new() { Name = "Save note" }).ClickAsync();

        await Expect(ravi.Page.Locator(".notes")).ToContainTextAsync(BrowserPage.Words("Ravi Patel", "Asked to call later", "After six"));
        await Expect(Row(owner)).ToContainTextAsync(BrowserPage.Words("Ravi Patel", "Asked to call later", "After six"));
        await More(owner).ClickAsync();
        await Expect(owner.Page.Locator(".notes")).ToContainTextAsync("After six");
        await Expect(owner.Page.GetByLabel("Write a note for colleagues")).ToBeFocusedAsync();
        await owner.Page.Keyboard.PressAsync("Escape");
        await Expect(More(owner)).ToBeFocusedAsync();
        await More(owner).ClickAsync();
        await owner.AssertHealthyAsync();
        await ravi.AssertHealthyAsync();
    }

    [Fact]
    public async Task Snooze_OfACaller_FoldsThemUntilTheyCallAgain()
    {
        await using var dashboard = await StartAsync();
        await dashboard.PostAsync(People.Missed(1), People.Missed(2, "2026-05-15T10:10:00.000Z", "+917000022222"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");

        await More(window).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "In 1 hour" }).ClickAsync();

        await Expect(window.Page.Locator(".follow-up-row")).ToHaveCountAsync(1);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Snoozed (1)" }).ClickAsync();
        await Expect(Row(window)).ToContainTextAsync("snoozed until today 17:1");
        await window.AssertHealthyAsync();
        await using var number = await BrowserPage.OpenAsync(browser, dashboard, $"/numbers/{People.Stranger}", 390, 844, hasTouch: true);
        await Expect(number.Page.Locator(".number-follow-ups")).ToContainTextAsync("snoozed until today 17:1");
        await Expect(number.Page.Locator(".number-follow-ups .is-late")).ToHaveCountAsync(0);
        await Expect(number.Page.Locator(".person-story")).ToContainTextAsync("snoozed the follow-up until today 17:1");
        await number.AssertHealthyAsync();

        await dashboard.PostAsync(People.Missed(5, "2026-05-15T10:41:00.000Z"));
        await Expect(window.Page.Locator(".rows-snoozed")).ToHaveCountAsync(0);
        await Expect(number.Page.Locator(".number-follow-ups")).Not.ToContainTextAsync("snoozed");
        await Expect(number.Page.Locator(".person-story li[data-cdr-id]")).ToHaveCountAsync(2);
        await Expect(window.Page.Locator(".follow-up-row")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Assignment_ToTheReader_IsFoundUnderMine()
    {
        await using var dashboard = await StartAsync();
        await dashboard.PostAsync(People.Missed(1), People.Missed(2, "2026-05-15T10:10:00.000Z", "+917000022222"));
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");
        await using var ravi = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups?assignee=me", email: Ravi);
        await Expect(ravi.Page.Locator(".follow-up-row")).ToHaveCountAsync(0);

        await More(owner).ClickAsync();
        await owner.Page.GetByLabel("Who calls back").SelectOptionAsync(new SelectOptionValue { Label = "Ravi Patel" });

        await Expect(Row(owner)).ToContainTextAsync("For Ravi Patel");
        await Expect(Row(ravi)).ToHaveCountAsync(1);
        await ravi.Page.GetByRole(AriaRole.Link, new() { Name = "Mine" }).ClickAsync();
        await Expect(ravi.Page.Locator(".follow-up-row")).ToHaveCountAsync(2);
        await ravi.AssertHealthyAsync();
    }

    [Fact]
    public async Task Call_TagsAndNotes_AreWrittenWithTheKeyboardAndSeenByTheOther()
    {
        await using var dashboard = await StartAsync();
        await dashboard.PostAsync(People.Answered(1), People.Answered(2, "2026-05-15T10:10:00.000Z"));
        await using var ravi = await BrowserPage.OpenAsync(browser, dashboard, "/calls/1", email: Ravi);
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/calls/1", 390, 844, hasTouch: true);

        await ravi.Page.GetByLabel("Add a tag").FocusAsync();
        foreach (var tag in new[] { "VIP", "price", "typo" })
        {
            await ravi.Page.Keyboard.TypeAsync(tag);
            await ravi.Page.Keyboard.PressAsync("Enter");
            await Expect(ravi.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove tag {tag}" })).ToBeVisibleAsync();
        }

        await ravi.Page.Keyboard.PressAsync("Backspace");
        await ravi.Page.GetByLabel("Write a note for colleagues").FillAsync("Wants the price list");
        await ravi.Page.GetByRole(AriaRole.Button, new() { Name = "Save note" }).ClickAsync();

        await Expect(owner.Page.Locator(".tag")).ToHaveTextAsync([BrowserPage.Words("VIP"), BrowserPage.Words("price")]);
        await Expect(owner.Page.Locator(".notes")).ToContainTextAsync(BrowserPage.Words("Ravi Patel", "Wants the price list"));
        await owner.AssertHealthyAsync();

        await ravi.Page.GetByRole(AriaRole.Link, new() { Name = "VIP" }).ClickAsync();
        await Expect(ravi.Page.Locator("li.call-table-row")).ToHaveCountAsync(1);
        await Expect(ravi.Call(1)).ToContainTextAsync("VIP");
        await ravi.AssertHealthyAsync();
        await ravi.Page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: Tag: VIP" }).ClickAsync();
        await Expect(ravi.Page.Locator("li.call-table-row")).ToHaveCountAsync(2);
    }

    private static async Task<RunningDashboard> StartAsync(TimeProvider? time = null)
    {
        var dashboard = await RunningDashboard.StartAsync(time: time ?? new SampleDay());
        var id = await dashboard.AddUserAsync(Ravi, Roles.Agent);
        using var owner = dashboard.CreateClient(Roles.Owner);
        using var reply = await owner.PatchAsJsonAsync($"/api/v1/users/{id}", new { name = "Ravi Patel", staffPhone = "+919876543210" }, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
        return dashboard;
    }

    private static ILocator Row(BrowserPage window) => window.Page.Locator($".follow-up-row[data-phone='{People.Stranger}']");

    private static ILocator More(BrowserPage window) => window.Page.GetByRole(AriaRole.Button, new() { Name = "More about +91 70000 11111" });
}
