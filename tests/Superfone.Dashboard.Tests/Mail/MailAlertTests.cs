using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Notifications.Alerts;
using Superfone.Dashboard.Notifications.Devices;

namespace Superfone.Dashboard.Tests.Mail;

public sealed class MailAlertTests
{
    private static readonly TimeSpan None = TimeSpan.Zero;

    [Fact]
    public async Task Alerts_OfTenMinutes_AreOneMail()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await ChooseAsync(mailed, NotificationKind.MissedCall);
        await mailed.MissAsync(5, None);
        var first = Assert.Single(await mailed.Mail.WaitAsync(1));

        await mailed.MissAsync(6, None, "+917000022222");
        await mailed.MissAsync(7, None, "+917000033333");
        await WaitUntilAsync(() => mailed.Dashboard.Services.GetRequiredService<MailAlerts>().WaitingCount == 2);
        Pass(mailed, TimeSpan.FromMinutes(11));
        var second = (await mailed.Mail.WaitAsync(2))[1];

        Assert.Contains("+91 70000 11111", first.Subject, StringComparison.Ordinal);
        Assert.Contains("/calls/5", first.TextBody, StringComparison.Ordinal);
        Assert.Equal("2 alerts", second.Subject);
        Assert.Equal((true, true, false), (Has(second, 6), Has(second, 7), Has(second, 5)));
    }

    [Fact]
    public async Task Alert_Mailed_IsNotMailedAgainAfterARestart()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await ChooseAsync(mailed, NotificationKind.MissedCall);
        await mailed.MissAsync(5, None);
        await mailed.Mail.WaitAsync(1);
        await WaitUntilAsync(() => mailed.Dashboard.Services.GetRequiredService<MailAlerts>().WaitingCount == 0);

        await mailed.Dashboard.RestartAsync();
        await mailed.MissAsync(6, None, "+917000022222");
        await WaitUntilAsync(() => mailed.Dashboard.Services.GetRequiredService<MailAlerts>().WaitingCount == 2);
        Pass(mailed, TimeSpan.FromMinutes(11));
        var second = (await mailed.Mail.WaitAsync(2))[1];

        Assert.Equal((true, false), (Has(second, 6), Has(second, 5)));
    }

    [Fact]
    public async Task Alert_TheServerRefused_IsMailedLater()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await ChooseAsync(mailed, NotificationKind.MissedCall);
        mailed.Mail.Refusals.Enqueue(new SmtpServer.Protocol.SmtpResponse(SmtpServer.Protocol.SmtpReplyCode.InsufficientStorage, "later"));
        await mailed.MissAsync(5, None);
        await WaitUntilAsync(() => mailed.Mail.Refusals.IsEmpty);

        Pass(mailed, TimeSpan.FromMinutes(1));

        Assert.True(Has(Assert.Single(await mailed.Mail.WaitAsync(1)), 5));
    }

    [Fact]
    public async Task Kind_TurnedOffWhileAlertsWait_IsNotMailed()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await ChooseAsync(mailed, NotificationKind.MissedCall);
        await mailed.MissAsync(5, None);
        await mailed.Mail.WaitAsync(1);
        await mailed.MissAsync(6, None, "+917000022222");
        await WaitUntilAsync(() => mailed.Dashboard.Services.GetRequiredService<MailAlerts>().WaitingCount == 1);

        await ChooseAsync(mailed, NotificationKind.SearchHit);
        Pass(mailed, TimeSpan.FromMinutes(11));
        await WaitUntilAsync(() => mailed.Dashboard.Services.GetRequiredService<MailAlerts>().WaitingCount == 0);

        Assert.Single(mailed.Mail.Mails);
    }

    [Fact]
    public async Task Person_WhoMayNotSignInAnyMore_GetsNothing()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        var id = await mailed.Dashboard.AddUserAsync("agent@example.com", Roles.Agent);
        await ChooseAsync(mailed, NotificationKind.MissedCall);
        await ChooseAsync(mailed, NotificationKind.MissedCall, "agent@example.com");
        await mailed.Dashboard.Services.GetRequiredService<UserDirectory>().ChangeAsync(id, new UserPatch { Disabled = true }, Actor.System);

        await mailed.MissAsync(5, None);
        Assert.Equal(RunningDashboard.OwnerEmail, Assert.Single(await mailed.Mail.WaitAsync(1)).To.ToString());
    }

    [Fact]
    public async Task Kinds_ThatAPersonMayNotKnow_AreNotStored()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        await mailed.Dashboard.AddUserAsync("agent@example.com", Roles.Agent);

        var kept = await ChooseAsync(mailed, NotificationKind.BackupOverdue, "agent@example.com");

        Assert.Empty(kept);
    }

    private static async Task<IReadOnlySet<NotificationKind>> ChooseAsync(MailedDashboard mailed, NotificationKind kind, string email = RunningDashboard.OwnerEmail)
    {
        var own = mailed.Dashboard.Services.GetRequiredService<OwnMail>();
        var actor = (await mailed.Dashboard.Services.GetRequiredService<UserActors>().FindAsync(await mailed.IdOfAsync(email)))!;
        await own.SetKindsAsync([kind], actor);
        return await own.KindsAsync(actor);
    }

    private static bool Has(MimeMessage mail, long cdrId) => Regex.IsMatch(mail.TextBody!, $@"/calls/{cdrId}\b");

    private static void Pass(MailedDashboard mailed, TimeSpan time)
    {
        // What lasts or is late is looked for again, and what waits is mailed.
        mailed.Time.Shift += time;
        mailed.Dashboard.Services.GetRequiredService<DeviceSignal>().Notify();
        mailed.Dashboard.Services.GetRequiredService<MailAlertSignal>().Notify();
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), late.Token);
    }
}
