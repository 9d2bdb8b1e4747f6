using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class DeliveryPagesTests(Browser browser)
{
    private const string Odd = """{"event":"ALL_CALLS","cdr_id":"never","mood":"good"}""";

    [Theory]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Deliveries_ComeLive_AreFoundAndLookedInto(int width, int height, ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/deliveries", width, height, scheme);
        await Expect(Row(window, 1)).ToContainTextAsync("Asha Kumar");
        await window.Page.EvaluateAsync("() => window.isSamePage = true");

        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await dashboard.PostAsync(Odd);
        await Expect(window.Page.Locator(".rows > li").First).ToContainTextAsync("cdr_id is not a whole number");
        await Expect(Row(window, 2)).ToContainTextAsync("Duplicate");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "In quarantine 1" })).ToBeVisibleAsync();
        Assert.True(await window.Page.EvaluateAsync<bool>("() => window.isSamePage"));
        await window.AssertHealthyAsync();

        await window.Page.GetByLabel("Search in bodies").FillAsync("mood");
        await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(1);
        await Expect(Row(window, 3).Locator("mark")).ToHaveTextAsync("mood");
        await window.AssertHealthyAsync();

        await window.Page.GetByLabel("Search in bodies").FillAsync("9876543");
        var jump = window.Page.GetByRole(AriaRole.Link, new() { Name = "All deliveries about call 9876543" });
        await jump.ClickAsync();
        await Expect(jump).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(1);
        await window.Page.GoBackAsync();
        await Expect(jump).ToBeVisibleAsync();
        await window.Page.GetByLabel("Search in bodies").FillAsync("mood");
        await Row(window, 3).GetByRole(AriaRole.Link, new() { Name = "Not readable" }).ClickAsync();
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Not readable");
        await Expect(window.Page.Locator("pre mark.undocumented")).ToContainTextAsync("mood");
        await Expect(window.Page.Locator("pre mark.fault")).ToContainTextAsync("cdr_id");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read again" }).ClickAsync();
        await Expect(window.Saying("still", "cdr_id is not a whole number")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Previous" }).ClickAsync();
        await Expect(window.Saying("byte for byte")).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "All deliveries about this call" })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
    }

    [Theory]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    public async Task Import_PastedAndFromAFile_SaysWhatBecameOfEachLine(int width, int height, ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/deliveries/import", width, height, scheme);
        var bodies = string.Join('\n', Enumerable.Range(1, 60).Select(id => Payload.SampleCall(id)));

        // More than one message of the circuit can carry.
        Assert.True(bodies.Length > 50_000);
        await window.Page.GetByLabel("Paste").FillAsync($"{bodies}\nnot json");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Import what is pasted" }).ClickAsync();
        await Expect(window.Saying("60", "1 in quarantine")).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.List, new() { Name = "To look at, by line" })).ToContainTextAsync("61");
        await window.AssertHealthyAsync();

        await window.Page.GetByLabel("Choose a file to import").SetInputFilesAsync(new FilePayload
        {
            Name = "missed.jsonl",
            MimeType = "application/jsonl",
            Buffer = Encoding.UTF8.GetBytes($"[{Payload.SampleCall(60)},{Payload.SampleCall(61)}]"),
        });
        await Expect(window.Saying("1", "1 duplicate")).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.List, new() { Name = "Kept, by line" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(window.Saying("owner@example.com", "import")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task States_OnAPhone_ShowTheChosenOneAndHowManyEachWouldList()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        foreach (var body in new[] { Odd, "not json", """{"event":"NEW_THING","mood":"good"}""", """{"event":"NEW_THING"}""" })
            await dashboard.PostAsync(body);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/deliveries?status=unrecognised", 390, 844);
        await Expect(State(window, "Unrecognised 2")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(State(window, "Everything")).Not.ToBeInViewportAsync(new() { Ratio = 1 });

        await window.Page.GetByLabel("Search in bodies").FillAsync("mood");
        await Expect(State(window, "Unrecognised 1")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(State(window, "In quarantine 1")).ToHaveCountAsync(1);
        await State(window, "In quarantine 1").ClickAsync();
        await Expect(window.Page.Locator(".rows > li")).ToHaveCountAsync(1);
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task States_ScrolledToTheirEnd_StayThereWhenTheirNumbersChange()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        foreach (var body in new[] { Odd, "not json", """{"event":"NEW_THING","mood":"good"}""" })
            await dashboard.PostAsync(body);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/deliveries?status=duplicate", 390, 844);
        await Expect(State(window, "In quarantine 2")).ToHaveCountAsync(1);
        await window.Page.Locator(".deliveries-states").EvaluateAsync("row => row.scrollLeft = row.scrollWidth");

        await window.Page.GetByLabel("Search in bodies").FillAsync("mood");
        await Expect(State(window, "In quarantine 1")).ToHaveCountAsync(1);
        await Expect(State(window, "Unrecognised 1")).ToBeInViewportAsync(new() { Ratio = 0.5f });
    }

    [Fact]
    public async Task Quarantine_ReadAgain_IsReceivedAfterAQuestionThatNamesHowMany()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Odd);
        await KeepAsOlderVersionAsync(dashboard, Payload.SampleCall(77));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/deliveries?status=quarantined");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read all of these again" }).ClickAsync();
        await window.AssertHealthyAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read 2 deliveries again" }).ClickAsync();

        await Expect(window.Saying("2", "1", "1", "not understood")).ToBeVisibleAsync();
        await window.GoToAsync(new Uri(dashboard.Url, "/deliveries/2"));
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "number 3" }).ClickAsync();
        await Expect(window.Saying("owner@example.com", "number 2")).ToBeVisibleAsync();
        await window.GoToAsync(new Uri(dashboard.Url, "/calls/77"));
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Asha Kumar");
    }

    [Fact]
    public async Task Quarantine_ReadAgainAndStopped_CanBeReadAgainOnceMore()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await KeepAsOlderVersionAsync(dashboard, Payload.SampleCall(77));
        await KeepAsOlderVersionAsync(dashboard, Payload.SampleCall(78));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/deliveries?status=quarantined");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read all of these again" }).ClickAsync();

        // Nothing can be stored while another connection writes.
        await using (var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await using var writing = await primary.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read 2 deliveries again" }).ClickAsync();
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
            await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToBeDisabledAsync();
        }

        await Expect(window.Page.GetByText("Stopped.")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read all of these again" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read 2 deliveries again" }).ClickAsync();
        await Expect(window.Saying("again: 2", "2")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Deliveries_ByKeyboard_AreReachedAndOpened()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);

        await window.Page.Keyboard.TypeAsync("gd");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync("Deliveries");
        await Row(window, 1).GetByRole(AriaRole.Link, new() { Name = "Call" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/deliveries/1").ToString());
        await Expect(window.Page.Locator("pre")).ToContainTextAsync("\"cdr_id\": 9876543");
    }

    private static ILocator State(BrowserPage window, string name) => window.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    private static ILocator Row(BrowserPage window, long deliveryId) => window.Page.Locator($"li[data-delivery-id='{deliveryId}']");

    private static async Task KeepAsOlderVersionAsync(RunningDashboard dashboard, string body)
    {
        await using var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        primary.Deliveries.Add(new Delivery
        {
            ReceivedUtc = new DateTime(2026, 5, 15, 10, 40, 0, DateTimeKind.Utc),
            Status = DeliveryState.Quarantined,
            Event = "ALL_CALLS",
            Reason = "this version does not know it",
            SizeBytes = body.Length,
            Body = Encoding.UTF8.GetBytes(body),
        });
        await primary.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
