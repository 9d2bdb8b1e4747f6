using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>Pages whose figures cannot be read say so, and recover.</summary>
public sealed class FailedPagesTests(Browser browser)
{
    [Fact]
    public async Task Page_WhoseReadModelFails_SaysSoAndRecovers()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"), Payload.Sample("CDR_SUMMARY_READY"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");
        (string Path, string Column, string Title, string Filled)[] pages =
        [
            ("/analytics", "CallCounts.Calls", "Analytics could not be loaded", ".hours"),
            ("/agents", "CallCounts.Calls", "The agents could not be loaded", "table.agents"),
            ("/agents/+919876543210", "CallCounts.Calls", "The agent could not be loaded", ".agent-tasks"),
            ("/digest/2026-05-15", "CallCounts.Calls", "The digest could not be loaded", "table.agents"),
            ("/insights?title=mainconcern", "CallInsights.Value", "The list could not be loaded", ".trend"),
            ("/insights?show=summaries", "Calls.Outcome", "The list could not be loaded", ".summary-row"),
            ("/insights?show=transcripts&q=thanks", "Calls.Outcome", "The list could not be loaded", ".spoken-row"),
            ("/staff", "StaffMembers.Name", "The staff directory could not be loaded", ".staff-suggestions"),
        ];

        await Assert.AllAsync(pages, async page =>
        {
            await RenameAsync(dashboard, page.Column, "Away");
            await window.GoToAsync(new Uri(dashboard.Url, page.Path));
            await Expect(window.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Heading, new() { Name = page.Title })).ToBeVisibleAsync();
            await window.AssertHealthyAsync();

            await RenameAsync(dashboard, $"{page.Column.Split('.')[0]}.Away", page.Column.Split('.')[1]);
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
            await Expect(window.Page.Locator(page.Filled)).ToBeVisibleAsync();
            await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task Guide_WhoseStepsCannotBeRead_SaysSoAndRecovers()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks", 390, 844);

        dashboard.RunOnPrimary("ALTER TABLE AspNetRoles RENAME COLUMN Name TO Away");
        await window.GoToAsync(new Uri(dashboard.Url, "/welcome"));
        await Expect(window.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Heading, new() { Name = "The steps could not be read" })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        dashboard.RunOnPrimary("ALTER TABLE AspNetRoles RENAME COLUMN Away TO Name");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(window.Page.Locator("section[data-step=Business]")).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    // A missing table would be noticed, and the read model rebuilt.
    private static async Task RenameAsync(RunningDashboard dashboard, string column, string to)
    {
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
        await using var readModel = new SqliteConnection($"Data Source={Path.Combine(dashboard.DataDirectory, "views.db")};Pooling=False");
        await readModel.OpenAsync(TestContext.Current.CancellationToken);
        await using var rename = readModel.CreateCommand();
        rename.CommandText = $"ALTER TABLE {table} RENAME COLUMN {name} TO {to}";
        await rename.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
