using Superfone.Dashboard.Browser.Tests.Accessibility;

namespace Superfone.Dashboard.Browser.Tests.OtherBrowsers;

/// <summary>The main stories in Firefox and in WebKit, by a switch.</summary>
public sealed class OtherBrowserTests(WalkedDashboard walked) : IClassFixture<WalkedDashboard>
{
    private const long Asha = WalkedDashboard.AshasCall;

    public static TheoryData<string> Browsers => [FirefoxWindow.Name, WebKitWindow.Name];

    [Theory]
    [MemberData(nameof(Browsers))]
    public async Task Pages_OnAScreenAndAPhone_OpenWithoutAComplaint(string name)
    {
        await using var window = await BrowserSwitch.OpenAsync(name);
        await window.SignInAsync(walked.Dashboard);

        foreach (var path in PagePaths.All.Except(["/wall", "/no-such-page"]))
        {
            await window.ResizeAsync(1440, 900);
            await window.ShowAsync(path);
            await window.AssertHealthyAsync();
            await window.ResizeAsync(390, 844);
            await window.AssertHealthyAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Browsers))]
    public async Task Stories_OfADay_WorkAsInChromium(string name)
    {
        await using var window = await BrowserSwitch.OpenAsync(name);
        await window.ResizeAsync(1440, 900);
        await window.SignInAsync(walked.Dashboard);

        // A call that arrives, and one that is heard.
        var id = name == FirefoxWindow.Name ? 101 : 102;
        var (phone, task) = ($"[data-phone='+917000099{id}']", $"[data-task-id='{id}']");
        await walked.Dashboard.PostAsync(People.Missed(id, phone: $"+917000099{id}"), People.Task(id));
        await window.SeesAsync($"document.querySelector('[data-cdr-id=\"{id}\"]')");
        await window.ClickAsync($"[data-cdr-id='{Asha}'] .row-link");
        await window.SeesAsync($"location.pathname === '/calls/{Asha}' && document.querySelector('.recording [data-play]') && document.querySelector('.dock[data-ready]')");
        await window.ClickAsync(".recording [data-play]");
        await window.SeesAsync("document.querySelector('.dock').dataset.state === 'playing' && document.querySelector('audio').duration > 100");
        await window.SeesAsync("document.querySelector('audio').currentTime > 0");

        // A missed caller who is claimed, and a task that changes.
        await window.ShowAsync("/follow-ups");
        await window.ClickAsync($"{phone} button.claim");
        await window.SeesAsync($"document.querySelector(\"{phone} button.claim.is-mine\")");
        await window.ShowAsync("/tasks");
        await window.ClickAsync($"{task} .task-open");
        await window.SeesAsync($"document.querySelector(\"{task} .task-history\")");
        await walked.Dashboard.PostAsync(People.TaskChange(id, "task_status", "COMPLETED"));
        await window.SeesAsync($"document.querySelector(\"{task}.is-done\")");

        // A dialog and a menu on a phone.
        await window.ResizeAsync(390, 844);
        await window.ShowAsync($"/calls/{Asha}");
        await window.ClickAsync("main [data-before]");
        await window.SeesAsync("document.querySelector('dialog.before-call[open]:not([data-waits]) .before')");
        await window.ClickAsync("dialog[open] [data-close]");
        await window.SeesAsync("!document.querySelector('dialog[open]')");
        await window.ClickAsync(".nav-more");
        await window.ClickAsync("#more [href='/settings']");
        await window.SeesAsync("location.pathname === '/settings' && !document.querySelector('#more:popover-open')");
        await window.AssertHealthyAsync();
    }

    [Theory]
    [MemberData(nameof(Browsers))]
    public async Task Theme_OfADarkSystem_IsDark(string name)
    {
        await using var window = await BrowserSwitch.OpenAsync(name, isDark: true);
        await window.SignInAsync(walked.Dashboard);

        var color = await window.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

        Assert.All(color[(color.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')').Split(',').Take(3), part => Assert.InRange(double.Parse(part, System.Globalization.CultureInfo.InvariantCulture), 0, 64));
        await window.AssertHealthyAsync();
    }
}
