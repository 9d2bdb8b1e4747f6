using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

public sealed class TasksPageTests(Browser browser)
{
    [Fact]
    public async Task Task_ThatFallsDueWhileThePageIsOpen_BecomesOverdueByItself()
    {
        var day = new SampleDay();
        await using var dashboard = await RunningDashboard.StartAsync(time: day);
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");
        await Expect(window.Saying("no task is")).ToBeVisibleAsync();

        await dashboard.PostAsync(People.Task(8));
        await Expect(Row(window, 8)).ToContainTextAsync("Asha Kumar");
        await dashboard.PostAsync(People.TaskChange(8, "task_due_date", day.GetUtcNow().AddSeconds(5).ToString("O")));
        await Expect(Section(window, "Due today").Locator("[data-task-id='8']")).ToContainTextAsync("Asha Kumar");

        await Expect(Section(window, "Overdue").Locator("[data-task-id='8']")).ToContainTextAsync("Overdue since today");
        await Expect(Row(window, 8)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-touched"));
    }

    [Fact]
    public async Task Task_RemindedThenDone_ShowsBothAndStaysUnderTheFinger()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(People.Task(8), People.Task(9, "REMINDER"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");

        await dashboard.PostAsync(People.Reminder(8));
        await Expect(Row(window, 8)).ToContainTextAsync("Reminded just now");
        await dashboard.PostAsync(People.TaskChange(8, "task_status", "COMPLETED"));
        await Expect(Section(window, "No due date").Locator("[data-task-id='8']")).ToContainTextAsync("Done");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "History of First call, Asha Kumar" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(Row(window, 8)).ToContainTextAsync("Status: To do → Done");
        await Expect(Row(window, 8)).ToContainTextAsync(BrowserPage.Words("Superfone", "remind"), new() { IgnoreCase = true });

        await window.Page.GetByLabel("Type").SelectOptionAsync("REMINDER");
        await Expect(window.Page.Locator(".task-row")).ToHaveCountAsync(1);
        await Expect(window.Page).ToHaveURLAsync(new Uri(dashboard.Url, "/tasks?type=REMINDER").ToString());
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task TasksPage_OnAnyScreen_FitsAndIsAccessible()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(
            People.Task(8), People.Task(9, "REMINDER"), People.TaskChange(9, "task_due_date", "2026-05-14T04:30:00Z"), People.Task(10), People.TaskChange(10, "task_status", "COMPLETED"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(window.Page.Locator(".task-row")).ToHaveCountAsync(3);
        await window.AssertHealthyOnAnyScreenAsync();
    }

    private static ILocator Section(BrowserPage window, string title) => window.Page.Locator(".task-section").Filter(new() { Has = window.Page.Locator("h2", new() { HasText = title }) });

    private static ILocator Row(BrowserPage window, long taskId) => window.Page.Locator($".task-row[data-task-id='{taskId}']");
}
