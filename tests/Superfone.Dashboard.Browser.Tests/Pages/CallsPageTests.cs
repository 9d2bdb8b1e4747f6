using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class CallsPageTests(Browser browser)
{
    private const int Many = 130;

    [Fact]
    public async Task BackFromACall_ReturnsToTheSamePlaceOfTheList()
    {
        await using var dashboard = await StartAsync(Many);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls", 390, 844);
        await Expect(Rows(window)).ToHaveCountAsync(50);

        // The next part comes by itself near the end.
        var far = window.Page.Locator("li[data-cdr-id='80']");
        await window.Page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await Expect(far).ToBeAttachedAsync();
        await far.EvaluateAsync("row => scrollBy(0, row.getBoundingClientRect().top - 200)");
        await Expect(Rows(window)).ToHaveCountAsync(100);

        await far.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(window.Page.Locator("article[data-cdr-id='80']")).ToBeVisibleAsync();
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("() => scrollY"));
        await dashboard.PostAsync(Call(9000));
        await window.Page.GoBackAsync();

        await Expect(far).ToBeInViewportAsync();
        Assert.InRange(await far.EvaluateAsync<double>("row => row.getBoundingClientRect().top"), 150, 250);
        Assert.InRange(await Rows(window).CountAsync(), 100, Many);

        // Any other way leads to the top.
        await window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Live" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Live");
        await window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Calls" }).ClickAsync();
        await Expect(window.Call(9000)).ToBeInViewportAsync();
        await Expect(Rows(window)).ToHaveCountAsync(50);
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Reload_ReturnsToTheSamePlaceToo()
    {
        await using var dashboard = await StartAsync(Many);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls", 390, 844);
        await window.Page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await Expect(Rows(window)).ToHaveCountAsync(100);
        await window.Call(60).EvaluateAsync("row => scrollBy(0, row.getBoundingClientRect().top - 200)");
        await window.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"); // The place is kept with the next frame.

        await window.Page.ReloadAsync();

        await Expect(Rows(window)).ToHaveCountAsync(100);
        await Expect(window.Call(60)).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Call_OnAWideScreen_OpensBesideTheListByMouseAndKeyboard()
    {
        await using var dashboard = await StartAsync(5);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls");
        await window.WaitUntilReadyAsync(".calls");
        var pane = window.Page.GetByRole(AriaRole.Complementary, new() { Name = "Call" });

        await window.Call(3).ClickAsync(new() { Position = new() { X = 200, Y = 12 } });
        await Expect(pane.Locator("article")).ToHaveAttributeAsync("data-cdr-id", "3");
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/calls?open=3").ToString());
        await Expect(Rows(window)).ToHaveCountAsync(5);
        await window.AssertHealthyAsync();

        await window.Page.Keyboard.PressAsync("j");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(pane.Locator("article")).ToHaveAttributeAsync("data-cdr-id", "2");

        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(pane).Not.ToBeAttachedAsync();
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/calls").ToString());

        await window.Page.Keyboard.PressAsync("k");
        await Expect(window.Call(3).GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Value_Filtered_NarrowsTheListAndCanBeTakenAway()
    {
        await using var dashboard = await StartAsync(4);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls");
        await window.WaitUntilReadyAsync(".calls");

        await Value(window, 2, "Neha Joshi").ClickAsync();
        await window.AssertHealthyAsync();
        await MenuItem(window, "Only").ClickAsync();
        await Expect(Rows(window)).ToHaveCountAsync(2);
        await Expect(window.Page.GetByRole(AriaRole.Menu)).ToBeHiddenAsync();
        await Expect(window.Page.GetByText("2 calls", new() { Exact = true })).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Remove filter: Agent Neha Joshi" }).ClickAsync();
        await Expect(Rows(window)).ToHaveCountAsync(4);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "More filters" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Agent" }).SelectOptionAsync("Ravi Patel");
        await Expect(Rows(window)).ToHaveCountAsync(2);
        await window.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search calls" }).FillAsync("number 3");
        await Expect(Rows(window)).ToHaveCountAsync(1);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Yesterday" }).ClickAsync();
        await Expect(window.Saying("no call is")).ToBeVisibleAsync();
        await window.Page.GoBackAsync();
        await Expect(window.Call(3)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ValueMenu_ByKeyboard_OpensMovesAndReturnsToTheValue()
    {
        await using var dashboard = await StartAsync(3);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls");
        await window.WaitUntilReadyAsync(".calls");

        await window.Page.Keyboard.PressAsync("j");
        await window.Page.Keyboard.PressAsync("f");
        await Expect(Value(window, 3, "Inbound")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("f");
        await window.Page.Keyboard.PressAsync("f");
        await Expect(Value(window, 3, "Ravi Patel")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(MenuItem(window, "Only")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(MenuItem(window, "Copy")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(Value(window, 3, "Ravi Patel")).ToBeFocusedAsync();

        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page).ToHaveURLAsync(new Regex(@"/calls\?staffPhone=%2B919876543210$"));
        await Expect(Rows(window)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task ValueMenu_OnAPhone_OpensByTouchWhileTheRestOfTheRowOpensTheCall()
    {
        await using var dashboard = await StartAsync(2);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls", 390, 844, hasTouch: true);
        await window.WaitUntilReadyAsync(".calls");

        var value = Value(window, 1, "Ravi Patel");
        Assert.True((await value.BoundingBoxAsync())!.Height >= 44);
        await value.TapAsync();
        await Expect(MenuItem(window, "Only")).ToBeInViewportAsync();
        await window.AssertHealthyAsync();
        await MenuItem(window, "Copy").TapAsync();
        await Expect(window.Page.GetByRole(AriaRole.Menu)).ToBeHiddenAsync();

        await window.Call(1).TapAsync(new() { Position = new() { X = 360, Y = 12 } });
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/calls/1").ToString());
    }

    [Fact]
    public async Task NewCall_ThatFits_WaitsToBeShown()
    {
        await using var dashboard = await StartAsync(3);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls?staffPhone=9876543210&q=number");

        await dashboard.PostAsync(Call(4));
        await dashboard.PostAsync(Call(5));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "1 new call" }).ClickAsync();

        await Expect(Rows(window).First).ToHaveAttributeAsync("data-cdr-id", "5");
        await Expect(Rows(window)).ToHaveCountAsync(3);
        await dashboard.PostAsync(Call(5, call => call["cdr_duration"] = 3600));
        await Expect(window.Call(5)).ToContainTextAsync("1 h 00 min");
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Address_WithABadValue_NamesItAndShowsTheRest()
    {
        await using var dashboard = await StartAsync(2);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls?outcome=foo&direction=inbound");

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(BrowserPage.Words("outcome", "'foo'"), new() { IgnoreCase = true });
        await Expect(Rows(window)).ToHaveCountAsync(2);
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task View_SavedRenamedAndDeleted()
    {
        await using var dashboard = await StartAsync(2);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls?missed=true");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save this view" }).ClickAsync();
        await window.Page.GetByLabel("Name of the view").FillAsync("Lost");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await window.Page.GetByLabel("Name of the view").FillAsync("Missed ones");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Missed ones" })).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Clear all" }).ClickAsync();
        await Expect(Rows(window)).ToHaveCountAsync(2);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Missed ones" }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/calls?missed=true").ToString());
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Missed ones" })).Not.ToBeAttachedAsync();
    }

    [Fact]
    public async Task Columns_OnceChosen_AreRemembered()
    {
        await using var dashboard = await StartAsync(1);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls");
        await Expect(window.Call(1)).Not.ToContainTextAsync("+91 80000 99999");
        await window.WaitUntilReadyAsync(".calls");

        await window.Page.GetByText("Columns", new() { Exact = true }).First.ClickAsync();
        await window.Page.GetByLabel("Superfone number").CheckAsync();
        await Expect(window.Call(1)).ToContainTextAsync("+91 80000 99999");
        await window.Page.ReloadAsync();

        await Expect(window.Call(1)).ToContainTextAsync("+91 80000 99999");
    }

    [Fact]
    public async Task CallsPage_OnAnyScreen_FitsAndIsAccessible()
    {
        await using var dashboard = await StartAsync(4);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls?direction=inbound");
        await Expect(Rows(window)).ToHaveCountAsync(4);
        await window.AssertHealthyOnAnyScreenAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "More filters" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Direction" })).ToHaveValueAsync("inbound");
        await window.AssertHealthyOnAnyScreenAsync();
    }

    private static ILocator Value(BrowserPage window, long cdrId, string text) => window.Call(cdrId).GetByRole(AriaRole.Button, new() { Name = text });

    private static ILocator MenuItem(BrowserPage window, string name) => window.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new Regex($"^{name}") });

    private static ILocator Rows(BrowserPage window) => window.Page.Locator(".rows > li");

    private static async Task<RunningDashboard> StartAsync(int count)
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        for (var cdrId = 1; cdrId <= count; cdrId++)
            await dashboard.PostAsync(Call(cdrId));
        using var client = dashboard.CreateClient(Configuration.Roles.Agent);
        while (JsonNode.Parse(await client.GetStringAsync("/api/v1/projection", TestContext.Current.CancellationToken))!["projectedDeliveryId"]!.GetValue<long>() < count)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        return dashboard;
    }

    // Today's calls, the later the higher their number; odd ones by Ravi, even ones by Neha.
    private static string Call(long cdrId, Action<JsonObject>? change = null) => Payload.Sample("ALL_CALLS").With(call =>
    {
        var start = new DateTime(2026, 5, 15, 5, 0, 0, DateTimeKind.Utc).AddSeconds(cdrId);
        call["cdr_id"] = cdrId;
        call["cdr_call_type"] = "INBOUND";
        call["cdr_start"] = start.ToString("O", CultureInfo.InvariantCulture);
        call["cdr_end"] = start.AddMinutes(1).ToString("O", CultureInfo.InvariantCulture);
        call["contact_id"] = cdrId;
        call["contact_first_name"] = "Number";
        call["contact_last_name"] = $"{cdrId}";
        if (cdrId % 2 == 0)
            (call["staff_first_name"], call["staff_last_name"], call["staff_phone"]) = ("Neha", "Joshi", "+919876543211");
        change?.Invoke(call);
    });
}
