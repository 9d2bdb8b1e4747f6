using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>The dashboard as an installed app, and what is shown without the server.</summary>
public sealed class InstallTests(Browser browser)
{
    [Fact]
    public async Task Dashboard_InABrowser_CanBeInstalled()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await OpenAsync(dashboard);
        var session = await window.Page.Context.NewCDPSessionAsync(window.Page);

        var manifest = (await session.SendAsync("Page.getAppManifest"))!.Value;
        var content = JsonDocument.Parse(manifest.GetProperty("data").GetString()!).RootElement;
        var errors = (await session.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");

        Assert.Equal(0, manifest.GetProperty("errors").GetArrayLength());
        // Windows without a profile of their own, as tests have, are never offered it.
        Assert.All(errors.EnumerateArray(), error => Assert.Equal("in-incognito", error.GetProperty("errorId").GetString()));
        Assert.Equal("Superfone Dashboard", content.GetProperty("name").GetString());
        foreach (var path in content.GetProperty("icons").EnumerateArray().Select(icon => icon.GetProperty("src")).Concat(content.GetProperty("shortcuts").EnumerateArray().Select(item => item.GetProperty("url"))))
            Assert.Equal(200, await StatusAsync(window, path.GetString()!));
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Device_Offline_IsToldSoAndReturnsToItsPage()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await OpenAsync(dashboard);

        await window.Page.Context.SetOfflineAsync(true);
        await window.Page.GotoAsync(new Uri(dashboard.Url, "/calls?missed=true").ToString());

        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "You are offline" })).ToBeVisibleAsync();
        await Expect(window.Page.Locator("[data-when=server]")).ToBeHiddenAsync();
        Assert.NotEqual("rgba(0, 0, 0, 0)", await window.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await window.AssertFitsAsync();

        await window.Page.Context.SetOfflineAsync(false);
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Calls", Exact = true })).ToBeVisibleAsync();
        Assert.EndsWith("/calls?missed=true", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_Received_IsShownWithAWayToCallBack()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CHROMIUM_PATH")?.EndsWith("/chromium", StringComparison.Ordinal) == true, "Chromium's headless shell shows no notifications; /usr/bin/chromium does.");
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await OpenAsync(dashboard);
        await window.Page.Context.GrantPermissionsAsync(["notifications"]);
        var session = await window.Page.Context.NewCDPSessionAsync(window.Page);
        var registered = new TaskCompletionSource<string>();
        session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, change) =>
        {
            if (change?.GetProperty("registrations").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } registration)
                registered.TrySetResult(registration.GetProperty("registrationId").GetString()!);
        };
        await session.SendAsync("ServiceWorker.enable");

        await session.SendAsync("ServiceWorker.deliverPushMessage", new Dictionary<string, object>
        {
            ["origin"] = dashboard.Url.ToString(),
            ["registrationId"] = await registered.Task,
            ["data"] = """{"tag":"missed-1","title":"Asha","body":"Missed call","path":"/calls/1","call":"+917000011111","callText":"Call back"}""",
        });

        var shown = "";
        while (shown.Length == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            shown = await window.Page.EvaluateAsync<string>(
                """
                async () => (await (await navigator.serviceWorker.ready).getNotifications())
                  .map(one => [one.title, one.body, one.tag, one.data.path, ...one.actions.map(action => action.title)].join(' | ')).join()
                """);
        }

        Assert.Equal("Asha | Missed call | missed-1 | /calls/1 | Call back", shown);
    }

    [Fact]
    public async Task Server_Gone_IsToldSoUntilItAnswers()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var window = await OpenAsync(dashboard);

        await dashboard.RestartInPlaceAsync(async () =>
        {
            await window.Page.GotoAsync(new Uri(new Uri(window.Page.Url), "/tasks").ToString());
            await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "does not answer" })).ToBeVisibleAsync();
            await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Retry" })).ToBeVisibleAsync();
            await window.AssertAccessibleAsync();
        });

        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Tasks", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Cache_AfterVisitingPages_HoldsOnlyFilesOfThisBuild()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(People.Missed(5));
        await using var window = await BrowserPage.OpenAsync(browser, installsWorker: true);
        await window.GoToAsync(new Uri(dashboard.Url, "/login"));
        await window.Page.EvaluateAsync("async () => (await caches.open('shell-of-before')).put('/js/app.old.js', new Response('old'))");
        await window.SignInAsync(dashboard);
        await WaitForWorkerAsync(window);

        foreach (var path in new[] { "/calls", "/calls/5", "/follow-ups", "/contacts" })
            await window.GoToAsync(new Uri(dashboard.Url, path));
        await window.Page.EvaluateAsync("() => fetch('/api/v1/calls')");

        var kept = await window.Page.EvaluateAsync<string[]>(
            "async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname)))).flat()");
        Assert.Contains("/offline", kept);
        Assert.Contains(kept, path => path.StartsWith("/css/app.", StringComparison.Ordinal));
        Assert.DoesNotContain("/js/app.old.js", kept);
        Assert.All(kept.Where(path => path != "/offline"), path => Assert.Matches(@"\.[a-z0-9]{10}\.((bundle\.scp|styles|min)\.)?(css|js|svg|png)$", path));
        await window.AssertHealthyAsync();
    }

    private async Task<BrowserPage> OpenAsync(RunningDashboard dashboard)
    {
        var window = await BrowserPage.OpenAsync(browser, installsWorker: true);
        await window.SignInAsync(dashboard);
        await WaitForWorkerAsync(window);
        return window;
    }

    private static async Task WaitForWorkerAsync(BrowserPage window) => await window.Page.EvaluateAsync(
        """
        async () => {
          const { active } = await navigator.serviceWorker.ready;
          if (active.state !== 'activated')
            await new Promise(resolve => active.addEventListener('statechange', () => active.state === 'activated' && resolve()));
        }
        """);

    private static Task<int> StatusAsync(BrowserPage window, string path) =>
        window.Page.EvaluateAsync<int>("async path => (await fetch(path)).status", path);
}
