using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests;

/// <summary>Pages whose figures cannot be read say so, and are there once they can.</summary>
public sealed class FailedPagesTests(Browser browser)
{
    [Theory]
    [InlineData("/analytics", "CallCounts", "Analytics could not be loaded", ".hours")]
    [InlineData("/agents", "CallCounts", "The agents could not be loaded", "table.agents")]
    [InlineData("/agents/+919876543210", "CallCounts", "The agent could not be loaded", ".agent-tasks")]
    [InlineData("/digest/2026-05-15", "CallCounts", "The digest could not be loaded", "table.agents")]
    [InlineData("/insights?title=mainconcern", "CallInsights", "The list could not be loaded", ".trend")]
    [InlineData("/insights?show=summaries", "Calls", "The list could not be loaded", ".summary-row")]
    [InlineData("/insights?show=transcripts&q=thanks", "Calls", "The list could not be loaded", ".spoken-row")]
    public async Task Page_WhoseViewsDoNotAnswer_SaysSoAndIsThereOnceTheyDo(string path, string table, string title, string filled)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"), Payload.Sample("CDR_SUMMARY_READY"));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/tasks");

        await RenameAsync(dashboard, table, "Away");
        await window.GoToAsync(new Uri(dashboard.Url, path));
        await Expect(window.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        await RenameAsync(dashboard, "Away", table);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(window.Page.Locator(filled)).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    private static async Task RenameAsync(RunningDashboard dashboard, string from, string to)
    {
        await using var views = new SqliteConnection($"Data Source={Path.Combine(dashboard.DataDirectory, "views.db")};Pooling=False");
        await views.OpenAsync(TestContext.Current.CancellationToken);
        await using var rename = views.CreateCommand();
        rename.CommandText = $"ALTER TABLE {from} RENAME TO {to}";
        await rename.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
