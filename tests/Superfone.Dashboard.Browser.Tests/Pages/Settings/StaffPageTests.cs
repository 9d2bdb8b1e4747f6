using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages.Settings;

public sealed class StaffPageTests(Browser browser)
{
    [Fact]
    public async Task FollowUp_MarkedAsSpam_NeedsNoCallBackUntilThatIsTakenBack()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups");
        var row = window.Page.Locator(".follow-up-row");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "More about +91 70000 11111" }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Spam" }).ClickAsync();
        await Expect(row.Locator(".label")).ToHaveTextAsync("Spam");
        await Expect(Waiting(window)).ToContainTextAsync("0");
        await window.AssertHealthyAsync();

        await window.GoToAsync(new Uri(dashboard.Url, "/"));
        await Expect(window.Call(1).Locator(".label")).ToHaveTextAsync("Spam");
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = BrowserPage.Words("left out") }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(BrowserPage.Words("/calls?", "marked=true"));
        await Expect(window.Call(1)).ToBeVisibleAsync();
        await window.AssertHealthyAsync();

        await window.GoToAsync(new Uri(dashboard.Url, "/calls/1"));
        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = BrowserPage.Words("Undo", "Spam") }).ClickAsync();
        await Expect(window.Page.Locator(".mark-details")).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        await window.GoToAsync(new Uri(dashboard.Url, "/follow-ups"));
        await Expect(row).ToContainTextAsync("Waits 40 min");
    }

    [Theory]
    [InlineData(320, 700)]
    [InlineData(1440, 900)]
    public async Task Directory_WithANewPerson_NamesWhoContactsAreAssignedTo(int width, int height)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("ALL_CALLS"), People.Missed(1));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, $"/contacts/{People.Asha}", width, height);
        await Expect(window.Saying("Team member 678").First).ToBeVisibleAsync();

        await using var manager = await BrowserPage.OpenAsync(browser, dashboard, "/staff", width, height);
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Add Ravi Patel" }).ClickAsync();
        await Expect(manager.Page.Locator("tr[data-phone='+919876543210']")).ToContainTextAsync("Ravi Patel");
        await EditAsync(manager, "Ravi Patel");
        await manager.Page.GetByLabel("User id in Superfone").FillAsync("678");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(manager.Page.Locator("tr[data-phone='+919876543210']")).ToContainTextAsync("678");
        await manager.AssertHealthyAsync();

        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Ravi Patel" }).First).ToBeVisibleAsync();
        await window.AssertHealthyAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Ravi Patel" }).ClickAsync();
        await Expect(window.Saying("Team member 678").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Entry_ChangedByAnotherMeanwhile_KeepsWhatWasTypedAndSavesItTheSecondTime()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await PutAsync(dashboard, 0, "Ravi Patel");
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, "/staff");
        var name = Name(window);
        await EditAsync(window, "Ravi Patel");
        await name.FillAsync("Ravi P.");

        await PutAsync(dashboard, 1, "Ravindra");
        await Expect(Entry(window)).ToContainTextAsync("Ravindra");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("meanwhile");
        await Expect(name).ToHaveValueAsync("Ravi P.");
        await Expect(Entry(window)).ToContainTextAsync("Ravindra");
        await window.AssertHealthyAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Entry(window)).ToContainTextAsync("Ravi P.");
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        await EditAsync(window, "Ravi P.");
        await window.Page.GetByLabel("Number", new() { Exact = true }).FillAsync("+91 70000 22222");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(window.Page.Locator("[data-phone='+917000022222']")).ToContainTextAsync("Ravi P.");
        await Expect(Entry(window)).ToHaveCountAsync(0);

        await Expect(name).ToHaveValueAsync(""); // The row is shown before the form is cleared.
        await name.FillAsync("Asha");
        await window.Page.GetByLabel("Number", new() { Exact = true }).FillAsync("07000022222");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Add person" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ravi P.");
        await Expect(name).ToHaveValueAsync("Asha");
    }

    [Fact]
    public async Task Number_WithoutCallsMarkedByAnother_ShowsItOnOpenPages()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await using var mine = await BrowserPage.OpenAsync(browser, dashboard, $"/numbers/{People.Stranger}");
        await using var theirs = await BrowserPage.OpenAsync(browser, dashboard, $"/numbers/{People.Stranger}");

        await mine.Page.Locator(".mark-details summary").ClickAsync();
        await mine.Page.GetByRole(AriaRole.Button, new() { Name = "Vendor" }).ClickAsync();
        await Expect(theirs.Page.Locator(".mark .label")).ToHaveTextAsync("Vendor");
        await theirs.Page.GetByRole(AriaRole.Button, new() { NameRegex = BrowserPage.Words("Undo", "Vendor") }).ClickAsync();
        await Expect(mine.Page.Locator(".mark-details")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/?show=events", ".event-row")]
    [InlineData("/deliveries", ".delivery-row")]
    public async Task Events_OfAnAssignee_NameThemAsTheDirectoryDoes(string path, string row)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new SampleDay());
        await dashboard.PostAsync(Payload.Sample("CUSTOMER_CHANGE").With("updated_key", "assignee_user").With("updated_value", 678));
        await using var window = await BrowserPage.OpenAsync(browser, dashboard, path);
        await Expect(window.Page.Locator(row)).ToContainTextAsync("Team member 678");

        await PutAsync(dashboard, 0, "Ravi Patel");
        await Expect(window.Page.Locator(row)).ToContainTextAsync("Ravi Patel");
        await PutAsync(dashboard, 1, "Ravindra");
        await Expect(window.Page.Locator(row)).ToContainTextAsync("Ravindra");
    }

    // The form is there for a new person until the page has answered: what is typed before is lost with it.
    private static async Task EditAsync(BrowserPage window, string name)
    {
        await window.Page.GetByRole(AriaRole.Button, new() { Name = $"Edit {name}" }).ClickAsync();
        await Expect(Name(window)).ToHaveValueAsync(name);
        await Expect(Name(window)).ToBeFocusedAsync();
    }

    private static async Task PutAsync(RunningDashboard dashboard, long version, string name)
    {
        using var manager = dashboard.CreateClient(Configuration.Roles.Manager);
        using var reply = await manager.PutAsJsonAsync(
            "/api/v1/staff", new { version, items = new[] { new { name, phone = People.Stranger, assigneeUserId = 678 } } }, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
    }

    private static ILocator Name(BrowserPage window) => window.Page.GetByLabel("Name", new() { Exact = true });

    private static ILocator Entry(BrowserPage window) => window.Page.Locator($"[data-phone='{People.Stranger}']");

    private static ILocator Waiting(BrowserPage window) =>
        window.Page.Locator(".tile").Filter(new() { Has = window.Page.GetByText("To call back", new() { Exact = true }) });
}
