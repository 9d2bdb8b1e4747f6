using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>
/// Somebody taps a notification. No browser lets a test tap one, so the worker's script, as it is served, runs in a page with windows that are made
/// up; what an open page does with the worker's message is the page's own.
/// </summary>
public sealed class NotificationTapTests(Browser browser)
{
    // Runs the script with a stand-in for what a worker has, taps a notification, and tells what has happened, in order.
    private const string Tap = """
        async ({ script, action, windows, dials }) => {
          const done = [], handlers = {}, waits = [];
          const self = {
            shell: { build: '', offline: '/offline', needed: [], assets: [] },
            addEventListener: (name, handler) => handlers[name] = handler,
          };
          const clients = {
            matchAll: async options => windows.map(name => ({
              focus: async () => done.push(`${options.type} ${options.includeUncontrolled}: focus ${name}`),
              postMessage: message => done.push(`tell ${name}: ${JSON.stringify(message)}`),
            })),
            openWindow: async url => {
              if (url.startsWith('tel:') && dials === 'never')
                throw new TypeError();
              done.push(`open ${url}`);
              return url.startsWith('tel:') && dials === 'silently not' ? null : {};
            },
          };
          new Function('self', 'clients', script)(self, clients);
          handlers.notificationclick({
            action,
            notification: { data: { path: '/calls/1', call: '+917000011111' }, close: () => done.push('close') },
            waitUntil: promise => waits.push(promise),
          });
          await Promise.all(waits);
          return done.join('; ');
        }
        """;

    [Fact]
    public async Task Notification_Tapped_OpensItsPageOrDials()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var script = await ScriptAsync(dashboard);
        await using var context = await browser.OpenAsync(390, 844, ColorScheme.Light);
        var page = await context.NewPageAsync();
        Task<string> TapAsync(string action, string[] windows, string dials = "yes") => page.EvaluateAsync<string>(Tap, new { script, action, windows, dials });

        const string IsTold = "close; window true: focus first; tell first: {\"open\":\"/calls/1\"}";
        Assert.Equal("close; open /calls/1", await TapAsync("", []));
        Assert.Equal(IsTold, await TapAsync("", ["first", "second"]));
        Assert.Equal("close; open tel:+917000011111", await TapAsync("call", ["first"]));
        Assert.Equal(IsTold, await TapAsync("call", ["first"], dials: "never"));
        Assert.Equal("close; open tel:+917000011111; open /calls/1", await TapAsync("call", [], dials: "silently not"));
    }

    [Fact]
    public async Task Page_ThatIsOpen_GoesWhereTheWorkerSays()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await BrowserPage.OpenAsync(browser, dashboard);
        await window.WaitUntilReadyAsync();
        await window.Page.EvaluateAsync("() => window.isSamePage = true");

        await TellAsync(window, new { open = "/calls?missed=true" });

        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Calls", Exact = true })).ToBeVisibleAsync();
        Assert.EndsWith("/calls?missed=true", window.Page.Url, StringComparison.Ordinal);
        Assert.True(await window.Page.EvaluateAsync<bool>("() => window.isSamePage === true"));

        await TellAsync(window, new { open = "https://elsewhere.example/" });
        Assert.EndsWith("/calls?missed=true", window.Page.Url, StringComparison.Ordinal);
    }

    // What the service worker's script imports, as it is served.
    private static async Task<string> ScriptAsync(RunningDashboard dashboard)
    {
        using var client = dashboard.CreateClient();
        var shell = await client.GetStringAsync("/service-worker.js", TestContext.Current.CancellationToken);
        return await client.GetStringAsync(Regex.Match(shell, @"importScripts\('([^']+)'\)").Groups[1].Value, TestContext.Current.CancellationToken);
    }

    private static async Task TellAsync(BrowserPage window, object message) => await window.Page.EvaluateAsync(
        "message => navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: JSON.parse(message) }))", JsonSerializer.Serialize(message));
}
