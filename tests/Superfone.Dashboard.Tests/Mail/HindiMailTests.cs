using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Mail;

namespace Superfone.Dashboard.Tests.Mail;

/// <summary>Whoever reads Hindi is written to in Hindi.</summary>
public sealed class HindiMailTests
{
    [Fact]
    public async Task Alerts_OneAndSeveral_AreInHindi()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        var owner = await OwnerInHindiAsync(mailed);
        await mailed.Dashboard.Services.GetRequiredService<OwnMail>().SetKindsAsync([NotificationKind.MissedCall], owner);

        await mailed.MissAsync(5, TimeSpan.Zero);
        await mailed.Mail.WaitAsync(1);
        await mailed.MissAsync(6, TimeSpan.Zero, "+917000022222");
        await mailed.MissAsync(7, TimeSpan.Zero, "+917000033333");
        var alerts = mailed.Dashboard.Services.GetRequiredService<Dashboard.Notifications.Alerts.MailAlerts>();
        await Api.ApiDashboard.WaitAsync(() => Task.FromResult(alerts.WaitingCount == 2));
        mailed.Time.Shift += TimeSpan.FromMinutes(11);
        mailed.Dashboard.Services.GetRequiredService<DeviceSignal>().Notify();
        mailed.Dashboard.Services.GetRequiredService<Dashboard.Notifications.Alerts.MailAlertSignal>().Notify();

        Assert.All(await mailed.Mail.WaitAsync(2), AssertHindi);
    }

    [Fact]
    public async Task Links_AreInTheLanguageOfTheUser_OrOfWhoMakesThem()
    {
        await using var mailed = await MailedDashboard.StartAsync();
        var id = await mailed.Dashboard.AddUserAsync("asha@example.com", Roles.Agent);
        await mailed.Dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("hi", Actor.NotSignedIn("", userId: id));
        var links = mailed.Dashboard.Services.GetRequiredService<LinkMail>();

        // The password of somebody who reads Hindi, by somebody who reads English; an invitation by somebody who reads Hindi.
        await links.SendAsync("asha@example.com", "https://calls.example.com/invite?token=x", isInvitation: false, MailedDashboard.Owner);
        var (formats, texts) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        new CultureInfo("hi-IN").MakeCurrent();
        await links.SendAsync("new@example.com", "https://calls.example.com/invite?token=x", isInvitation: true, MailedDashboard.Owner);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (formats, texts);

        Assert.All(await mailed.Mail.WaitAsync(2), AssertHindi);
    }

    private static async Task<Actor> OwnerInHindiAsync(MailedDashboard mailed)
    {
        var owner = (await mailed.Dashboard.Services.GetRequiredService<UserActors>().FindAsync(await mailed.IdOfAsync(RunningDashboard.OwnerEmail)))!;
        await mailed.Dashboard.Services.GetRequiredService<UserLanguages>().ChooseAsync("hi", owner);
        return owner;
    }

    private static void AssertHindi(MimeMessage mail)
    {
        Assert.Equal([], LatinWords.ForeignIn($"{mail.Subject} {mail.TextBody}"));
        Assert.Contains("<html lang=\"hi\"", mail.HtmlBody!, StringComparison.Ordinal);
    }
}
