using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Digests;
using Superfone.Dashboard.Storage.Primary.People;
using static Microsoft.Playwright.Assertions;

namespace Superfone.Dashboard.Browser.Tests.Pages;

/// <summary>One missed call, from the pocket in which it buzzes to the mail of the day.</summary>
public sealed class TeamDayTests(Browser browser)
{
    private const string Ravi = "ravi@example.com";

    // Eleven o'clock of the business; its digest is due at noon.
    private static readonly DateTimeOffset Morning = new(2026, 5, 15, 5, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task MissedCall_BuzzesIsCalledBackByTheTeamMailedAndPassedOn(int width, int height)
    {
        var time = new ShiftedTime { Shift = Morning - DateTimeOffset.UtcNow };
        await using var push = await PushStandIn.StartAsync();
        await using var mail = MailStandIn.Start();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var dashboard = await RunningDashboard.StartAsync(
            new Dictionary<string, string?>(mail.Settings)
            {
                ["Superfone:Push:AllowPrivateNetworks"] = "true",
                ["Superfone:Destinations:AllowPrivateNetworks"] = "true",
                ["Superfone:Digest:At"] = "12:00",
            },
            time);
        var id = await dashboard.AddUserAsync(Ravi, Roles.Agent);
        await dashboard.Services.GetRequiredService<UserDirectory>().ChangeAsync(id, new UserPatch { Name = new("Ravi Patel"), StaffPhone = new("+919876543210") }, Actor.System);
        await using var owner = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", width, height);
        await using var ravi = await BrowserPage.OpenAsync(browser, dashboard, "/follow-ups", width, height, email: Ravi);
        var pocket = await SetUpAsync(dashboard, push, receiver);

        string missed = People.Missed(1, Now(time));
        (await dashboard.PostAsync(missed)).Dispose();

        Assert.Equal("+91 70000 11111", (await pocket.WaitAsync(1))[0].GetProperty("title").GetString());
        await ravi.Page.GetByRole(AriaRole.Button, new() { Name = "I'm calling" }).ClickAsync();
        await Expect(owner.Page.Locator(".follow-up-row")).ToContainTextAsync("Ravi Patel is calling");
        (await dashboard.PostAsync(People.CallBack(2, "ANSWER", Now(time)))).Dispose();
        await Expect(ravi.Page.Locator(".follow-up-row")).ToContainTextAsync("Called back by Ravi Patel");
        await Expect(owner.Page.Locator(".follow-up-row")).ToContainTextAsync("Called back by Ravi Patel");
        await owner.AssertHealthyAsync();

        await receiver.WaitAsync(2);
        Assert.Contains(missed, receiver.Accepted.Select(post => post.Text));
        time.Shift += TimeSpan.FromHours(1.5);
        dashboard.Services.GetRequiredService<DigestSignal>().Notify();
        Assert.Contains("Missed calls: 1", (await mail.WaitAsync(1))[0].TextBody!, StringComparison.Ordinal);
    }

    private static string Now(TimeProvider time) => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    // The owner's telephone, a digest of each day, and a destination.
    private static async Task<SubscribedBrowser> SetUpAsync(RunningDashboard dashboard, PushStandIn push, WebhookReceiver receiver)
    {
        var stopping = TestContext.Current.CancellationToken;
        await using var scope = dashboard.Services.CreateAsyncScope();
        var user = (await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByEmailAsync(RunningDashboard.OwnerEmail))!;
        var sessions = dashboard.Services.GetRequiredService<UserSessions>();
        var session = (await sessions.ListAsync(user.Id, stopping))[0];
        var actor = dashboard.Services.GetRequiredService<Actors>().Of((await sessions.FindAsync(session.Id, stopping))!.Principal);
        var pocket = push.Subscribe();
        Assert.Null(await dashboard.Services.GetRequiredService<OwnDevices>().AddAsync(new BrowserSubscription(pocket.Endpoint, pocket.P256dh, pocket.Auth), session.Id, "Chrome", dashboard.Url, actor));
        await dashboard.Services.GetRequiredService<DigestRecipients>().SetUserAsync(user.Id, new DigestWish(IsDaily: true), actor);
        Assert.NotNull((await dashboard.Services.GetRequiredService<DestinationEditor>().CreateAsync(new DestinationDraft { Name = "Sheets", Url = receiver.Url }, Actor.System)).Secret);
        return pocket;
    }
}
