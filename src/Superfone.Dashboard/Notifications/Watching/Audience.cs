using System.Security.Claims;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Sessions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization.Cultures;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>
/// Finds out who is notified now. The session of a device says who its user is and what they see, as it does for their pages: one that has
/// ended gets nothing.
/// </summary>
internal sealed class Audience(
    PushTable devices, UserSessions sessions, Actors actors, UserActors users, UserLanguages userLanguages, Languages languages, IOptionsMonitor<PushOptions> push, MailClient mail, BusinessCalendar calendar, BusinessHours hours, TimeProvider time)
{
    /// <summary>Whether anybody is to be told of anything, at whatever time.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellation) =>
        (push.CurrentValue.Enabled && (await devices.ReadAsync(time.GetUtcNow().UtcDateTime, cancellation)).Count > 0) || (mail.IsSetUp && (await devices.ReadMailAsync(cancellation)).Count > 0);

    /// <summary>The people who are told now. Quiet hours hold for devices: a mail wakes nobody.</summary>
    public async Task<IReadOnlyList<Listener>> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        List<(ClaimsPrincipal User, PushDevice Device, string Language)> found = [];
        foreach (var (device, preference) in push.CurrentValue.Enabled ? await devices.ReadAsync(now, cancellation) : [])
        {
            if (NotificationTimes.Of(preference).Allow(now, calendar, hours) && await sessions.FindUserAsync(device.SessionId, cancellation) is { } user)
                found.Add((user, device, await LanguageOfAsync(device.UserId, device.Language, cancellation)));
        }

        return
        [
            .. found.GroupBy(pair => (pair.Device.UserId, pair.Language)).Select(group => new Listener(
                actors.Of(group.First().User), group.Key.Language, [.. group.Select(pair => pair.Device)])),
            .. await ReadersAsync(cancellation),
        ];
    }

    private async Task<string> LanguageOfAsync(string userId, string? otherwise, CancellationToken cancellation) =>
        languages.CultureOf(await userLanguages.FindAsync(userId, cancellation) ?? otherwise).Name;

    private async Task<List<Listener>> ReadersAsync(CancellationToken cancellation)
    {
        List<Listener> readers = [];
        foreach (var wish in mail.IsSetUp ? await devices.ReadMailAsync(cancellation) : [])
        {
            if (await users.FindAsync(wish.UserId) is { } actor)
                readers.Add(new Listener(actor, await LanguageOfAsync(wish.UserId, null, cancellation), [], new MailWish(wish.UserId, NotificationKinds.Parse(wish.MailKinds ?? ""), wish.MailSinceUtc ?? DateTime.MaxValue)));
        }

        return readers;
    }
}
