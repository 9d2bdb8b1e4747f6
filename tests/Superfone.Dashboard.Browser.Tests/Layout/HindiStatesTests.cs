using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Layout;

/// <summary>What goes wrong is said in Hindi too, although it is stored, logged or answered in English.</summary>
public sealed class HindiStatesTests(Browser browser)
{
    private const string Link = "https://other.example.com/a.mp3?X-Amz-Date=20260515T104000Z&X-Amz-Expires=604800&X-Amz-Signature=0af3";

    // Not readable: no JSON, no event, no id. Then one with a field that is left out, and a recording that cannot come from where it is.
    private static readonly string[] Bodies =
    [
        "<html>", """{"mood":"good"}""", """{"event":"ALL_CALLS","cdr_id":"never"}""", Payload.SampleCall(5).With("cdr_ringing_duration", "soon"),
        Payload.SampleCall(6).As("CDR_RECORDING_AVAILABLE").With("cdr_recording_url", Link),
    ];

    [Fact]
    public async Task Deliveries_AndTheirReasons()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard);
        List<string> faults = [];

        foreach (var path in new[] { "/deliveries", "/deliveries/1", "/deliveries/2", "/deliveries/3", "/deliveries/4", "/?show=events", "/calls/5", "/settings/status" })
        {
            await window.GoToAsync(new Uri(dashboard.Url, path));
            await Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            faults.AddRange(await ForeignAsync(window, path));
        }

        await window.GoToAsync(new Uri(dashboard.Url, "/deliveries/3"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "फिर पढ़ें" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "cdr_id" })).ToBeVisibleAsync();
        faults.AddRange(await ForeignAsync(window, "read again"));
        await window.GoToAsync(new Uri(dashboard.Url, "/deliveries/import"));
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = "पेस्ट करें" }).FillAsync(string.Join('\n', Bodies.Prepend("no json")));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "पेस्ट किया हुआ इंपोर्ट करें" }).ClickAsync();
        await Expect(window.Page.Locator(".imported")).ToHaveCountAsync(2);
        faults.AddRange(await ForeignAsync(window, "import"));

        AssertNone(faults);
    }

    [Fact]
    public async Task Recording_ThatCannotBeDownloaded()
    {
        await using var dashboard = await StartAsync(new() { ["Superfone:Recordings:Enabled"] = "true", ["Superfone:Recordings:AllowedHosts:0"] = "recordings.example.com" });
        await using var window = await OpenAsync(dashboard, "/calls/6");

        await Expect(window.Page.Locator("[data-player='6']")).ToContainTextAsync("other.example.com");

        AssertNone(await ForeignAsync(window, "/calls/6"));
        await window.AssertHealthyAsync();
    }

    [Fact]
    public async Task Setting_ThatIsRefused_NamesItsField()
    {
        await using var dashboard = await StartAsync(new() { ["Superfone:Recordings:Enabled"] = null });
        await using var window = await OpenAsync(dashboard, "/tasks");
        (string Path, string Key, string Wrong)[] settings =
        [
            ("/settings/recordings", "Superfone:Recordings:Concurrency", "100"),
            ("/settings/recordings", "Superfone:Recordings:AllowedHosts", "https://example.com/"),
            ("/settings/hours", "Superfone:Hours:Week:Monday", "9 to 5"),
            ("/settings/hours", "Superfone:Hours:Holidays", "Diwali"),
            ("/settings/business", "Superfone:PublicUrl", "calls.example.com"),
            ("/settings/business", "Superfone:Display:TimeZone", "Nowhere/Town"),
            ("/settings/mail", "Superfone:Mail:Port", "70000"),
            ("/settings/backups", "Superfone:Backup:At", "at three"),
        ];

        await Assert.AllAsync(settings, async setting =>
        {
            await window.GoToAsync(new Uri(dashboard.Url, setting.Path));
            var id = setting.Key.Replace(':', '-');
            var label = await window.Page.Locator($"[id='{id}-title']").TextContentAsync();
            var form = window.Page.Locator("form").Filter(new() { Has = window.Page.Locator($"[id='{id}-title']") });

            await form.Locator($"[aria-labelledby='{id}-title'].field").FillAsync(setting.Wrong);
            await form.Locator("button[type=submit]").ClickAsync();

            await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync(label!);
            await Expect(form.GetByRole(AriaRole.Alert)).Not.ToContainTextAsync("Superfone:");
            AssertNone(await ForeignAsync(window, setting.Path, setting.Wrong));
            await window.AssertHealthyAsync();
        });
    }

    [Fact]
    public async Task Address_WithWrongValues()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard);
        string[] addresses =
        [
            "/analytics?from=never&hour=99&nosuch=1",
            "/calls?missed=perhaps&from=never&nosuch=1",
            "/contacts?assigneeUserId=nobody",
            "/deliveries?status=odd&from=never",
            "/insights?show=summaries&from=never",
            "/settings/audit?action=odd&range=next",
        ];

        await Assert.AllAsync(addresses, async address =>
        {
            await window.GoToAsync(new Uri(dashboard.Url, address));
            await Expect(window.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
            AssertNone(await ForeignAsync(window, address));
        });
    }

    [Fact]
    public async Task Backup_ThatFails_AndTheWarningsOfTheLog()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"superfone-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(folder, "a file where the folder should be", TestContext.Current.CancellationToken);
        await using var dashboard = await StartAsync(new() { ["Superfone:Backup:Directory"] = folder });
        await using var window = await OpenAsync(dashboard, "/settings/backups");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "अभी बैकअप लें" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = folder })).ToBeVisibleAsync();
        var faults = (await ForeignAsync(window, "/settings/backups", folder)).ToList();
        await window.GoToAsync(new Uri(dashboard.Url, "/settings/status"));
        await Expect(window.Page.Locator(".status-warnings [lang=en]").First).ToBeVisibleAsync();
        faults.AddRange(await ForeignAsync(window, "/settings/status", folder));

        AssertNone(faults);
        File.Delete(folder);
    }

    [Fact]
    public async Task Events_ThatCannotBeProcessed()
    {
        await using var dashboard = await StartAsync();
        await using var window = await OpenAsync(dashboard);
        await ChangeReadModelAsync(dashboard, "INSERT INTO DeliveryFailures (DeliveryId, Error) VALUES (4, 'Object reference not set')");
        List<string> faults = [];
        foreach (var path in new[] { "/deliveries", "/deliveries/4", "/?show=events" })
        {
            await window.GoToAsync(new Uri(dashboard.Url, path));
            await Expect(window.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            faults.AddRange(await ForeignAsync(window, path));
        }

        AssertNone(faults);
    }

    private static async Task ChangeReadModelAsync(RunningDashboard dashboard, string sql)
    {
        await using var readModel = new SqliteConnection($"Data Source={Path.Combine(dashboard.DataDirectory, "views.db")};Pooling=False");
        await readModel.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = readModel.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<RunningDashboard> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var dashboard = await RunningDashboard.StartAsync(settings, new SampleDay());
        foreach (var body in Bodies)
            (await dashboard.PostAsync(body)).Dispose();
        await dashboard.WaitUntilProjectedAsync();
        var owner = await dashboard.Services.GetRequiredService<UserDirectory>().FindAsync(RunningDashboard.OwnerEmail);
        await dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("hi", Actor.NotSignedIn("", userId: owner));
        return dashboard;
    }

    private Task<BrowserPage> OpenAsync(RunningDashboard dashboard, string path = "/no-such-page") => BrowserPage.OpenAsync(browser, dashboard, path, 390, 844);

    // An example of an event stays as Superfone writes it.
    private static async Task<IEnumerable<string>> ForeignAsync(BrowserPage window, string where, params string[] typed) =>
        (await new PageTexts(Bodies, LatinWords.Kept.Concat(typed).ToHashSet()).ForeignAsync(window)).Where(text => !text.StartsWith("{\"event\"", StringComparison.Ordinal)).Select(text => $"{where}: {text}");

    private static void AssertNone(IEnumerable<string> faults)
    {
        if (string.Join('\n', faults.Distinct()) is { Length: > 0 } list)
            Assert.Fail(list);
    }
}
