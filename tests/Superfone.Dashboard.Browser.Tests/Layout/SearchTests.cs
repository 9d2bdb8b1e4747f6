using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

public sealed class SearchTests(Browser browser)
{
    private const int Calls = 6;

    [Fact]
    public async Task EveryLinkOfTheOverlay_LeadsToAPageWithoutProblems()
    {
        await using var dashboard = await StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("zebrawood");
        await Expect(Link(window, "Show all contacts")).ToBeVisibleAsync();
        await Expect(Link(window, "Show all calls with a summary")).ToBeVisibleAsync();

        var links = await window.Page.Locator("#search a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.Equal(3 * (5 + 1), links.Length);
        foreach (var link in links)
        {
            await window.GoToAsync(new Uri(dashboard.Url, link));
            await Expect(window.Page.Locator(".rows > li, article[data-cdr-id], .contact-head, main h1:has-text('Zebrawood')").First).ToBeVisibleAsync();
            await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task WordsOfTheList_AreMarkedInItsRowsAndFoundInTheCall()
    {
        await using var dashboard = await StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls?q=deliver+pricing", 390, 844);

        var row = window.Call(3);
        await Expect(row.Locator(".call-found")).ToHaveTextAsync("The price is 3 after delivery.");
        await Expect(row.Locator(".call-found mark")).ToHaveTextAsync(["price", "delivery"]);
        await window.AssertHealthyAsync();
        await row.GetByRole(AriaRole.Link).First.ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(BrowserPage.Words("/calls/3?find=deliver"));
        await Expect(Find(window)).ToHaveValueAsync("deliver pricing");
        await Expect(window.Page.Locator(".turn mark[aria-current]")).ToHaveTextAsync("price");
        await Expect(window.Page.Locator(".turn mark[aria-current]")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task WordsOfTheList_AreFoundInTheCallBesideIt()
    {
        await using var dashboard = await StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/calls?q=pricing");
        await window.WaitUntilReadyAsync(".calls");

        await window.Call(2).GetByRole(AriaRole.Link).First.ClickAsync();
        var pane = window.Page.GetByRole(AriaRole.Complementary, new() { Name = "Call" });

        await Expect(pane.Locator("article")).ToHaveAttributeAsync("data-cdr-id", "2");
        await Expect(Find(window)).ToHaveValueAsync("pricing");
        await Expect(pane.Locator("mark[aria-current]")).ToHaveTextAsync("price");
        await window.Call(4).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(pane.Locator("article")).ToHaveAttributeAsync("data-cdr-id", "4");
        await Expect(pane.Locator("mark[aria-current]")).ToHaveTextAsync("price");
        await window.AssertHealthyAsync();
    }

    private static ILocator Link(BrowserPage window, string name) => window.Page.Locator("#search").GetByRole(AriaRole.Option, new() { Name = name });

    private static ILocator Find(BrowserPage window) => window.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find in the transcript" });

    // Zebrawood Traders ask in each call what a delivery costs.
    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        for (var id = 1; id <= Calls; id++)
        {
            var uuid = $"dddddddd-0000-4000-8000-{id:D12}";
            await dashboard.PostAsync(Payload.Sample("ALL_CALLS").With(call =>
            {
                (call["cdr_id"], call["cdr_uuid"], call["cdr_phone"], call["contact_id"]) = (id, uuid, $"+91800000000{id}", id);
                (call["contact_first_name"], call["contact_last_name"]) = ("Zebrawood", $"Traders {id}");
            }));
            await dashboard.PostAsync(Payload.Sample("CDR_SUMMARY_READY").With(summary =>
            {
                (summary["cdr_uuid"], summary["summary_text"]) = (uuid, "About zebrawood.");
                summary["summary"] = new JsonObject { ["insights"] = new JsonArray(), ["summary_text"] = "About zebrawood." };
                summary["transcription"] = new JsonArray(
                    new JsonObject { ["speaker"] = "customer", ["text"] = "Do you have zebrawood?", ["start"] = 0, ["end"] = 2 },
                    new JsonObject { ["speaker"] = "agent", ["text"] = $"Yes. The price is {id} after delivery.", ["start"] = 3, ["end"] = 5 });
            }));
        }

        using var client = dashboard.CreateClient(Configuration.Roles.Agent);
        while (JsonNode.Parse(await client.GetStringAsync("/api/v1/projection", TestContext.Current.CancellationToken))!["projectedDeliveryId"]!.GetValue<long>() < 2 * Calls)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        return dashboard;
    }
}
