using System.Text.Json;

namespace Superfone.Dashboard.Browser.Tests.OtherBrowsers;

/// <summary>What somebody does in a window of another browser.</summary>
internal static class Story
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <summary>Signs in as the owner.</summary>
    public static async Task SignInAsync(this IStoryWindow window, RunningDashboard dashboard)
    {
        await window.GoToAsync(new Uri(dashboard.Url, "/login"));
        await window.TypeAsync("#email", RunningDashboard.OwnerEmail);
        await window.TypeAsync("#password", RunningDashboard.OwnerPassword);
        await window.ClickAsync("button[type=submit]");
        await window.SeesAsync("location.pathname === '/' && document.body?.dataset.circuit === 'ready'");

        // Errors of the shell, which begins anew, are noticed as well.
        await window.GoToAsync(dashboard.Url);
        await window.SeesAsync("document.body?.dataset.circuit === 'ready'");
    }

    /// <summary>Goes to a page as a link does, and waits until it has loaded.</summary>
    public static async Task ShowAsync(this IStoryWindow window, string path)
    {
        var address = JsonSerializer.Serialize(path);
        var page = JsonSerializer.Serialize(path.Split('?')[0]);

        // The heading of another page is another one. The digest leads to that of a day.
        await window.EvaluateAsync<bool>($"(() => {{ document.querySelector('h1').dataset.page = location.pathname; Blazor.navigateTo({address}); return true; }})()");
        await window.SeesAsync($"location.pathname.startsWith({page}) && (document.querySelector('h1')?.dataset.page ?? location.pathname) === location.pathname && !document.querySelector('.mud-skeleton')");
    }

    /// <summary>Waits until a JavaScript expression holds.</summary>
    public static async Task SeesAsync(this IStoryWindow window, string expression)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await HoldsAsync(window, expression))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Most)
                Assert.Fail($"Not seen: {expression}\n{await window.EvaluateAsync<string>("location.href + '\\n' + document.body.innerText.slice(0, 2000)")}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Fails if the page complained, or is wider than its window.</summary>
    public static async Task AssertHealthyAsync(this IStoryWindow window)
    {
        Assert.Empty(await window.ComplaintsAsync());
        Assert.Equal("", await window.EvaluateAsync<string>("document.documentElement.scrollWidth <= innerWidth ? '' : `${location.pathname} is ${document.documentElement.scrollWidth} wide in ${innerWidth}`"));
    }

    // Between two pages there may be none.
    private static async Task<bool> HoldsAsync(IStoryWindow window, string expression)
    {
        try
        {
            return await window.EvaluateAsync<bool>($"!!({expression})");
        }
        catch (Exception error) when (error is Microsoft.Playwright.PlaywrightException or OpenQA.Selenium.WebDriverException)
        {
            return false;
        }
    }
}
