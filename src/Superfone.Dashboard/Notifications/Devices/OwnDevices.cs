using System.Globalization;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>The devices on which users are notified, and when they are not. Everybody sees and changes their own only.</summary>
public sealed class OwnDevices(PushTable table, PrimaryWriter writer, VapidKeys keys, DeviceSignal signal, IOptionsMonitor<PushOptions> options, TimeProvider time)
{
    /// <summary>The number of devices of one user; adding another removes the oldest.</summary>
    public const int Most = 20;

    /// <summary>The number of devices of all users.</summary>
    public async Task<int> CountAsync(Actor by)
    {
        by.Require(Permission.ManageSettings);
        return (await table.ReadAsync(time.GetUtcNow().UtcDateTime)).Count;
    }

    /// <summary>The public key with which browsers subscribe, base64url.</summary>
    public async Task<string> KeyAsync(Actor by)
    {
        by.Require(Permission.Read);
        return (await keys.GetAsync()).Public;
    }

    /// <summary>The user's devices, the last added first.</summary>
    public async Task<IReadOnlyList<OwnDevice>> ListAsync(Actor by) =>
    [
        .. (await table.ReadOfUserAsync(by.RequireUser())).Select(device => new OwnDevice
        {
            Id = device.Id,
            SessionId = device.SessionId,
            Name = device.Name,
            Kinds = NotificationKinds.Parse(device.Kinds),
            CreatedUtc = device.CreatedUtc,
            LastSuccessUtc = device.LastSuccessUtc,
            IsFailing = device.LastFailureUtc > (device.LastSuccessUtc ?? DateTime.MinValue),
        }),
    ];

    /// <summary>Adds the browser of a session, with all kinds.</summary>
    /// <param name="subscription">What the browser tells.</param>
    /// <param name="sessionId">The user's session in that browser.</param>
    /// <param name="name">The browser's name.</param>
    /// <param name="origin">The address at which it opens the dashboard.</param>
    /// <param name="by">The user.</param>
    /// <returns>What is wrong with the subscription: a sentence; <see langword="null"/> if it was added.</returns>
    public async Task<string?> AddAsync(BrowserSubscription subscription, string sessionId, string? name, Uri origin, Actor by)
    {
        var userId = by.RequireUser();
        if (subscription.FindProblem(options.CurrentValue) is { } problem)
            return problem;
        var device = new PushDevice
        {
            UserId = userId,
            SessionId = sessionId,
            Endpoint = subscription.Endpoint,
            P256dh = subscription.P256dh,
            Auth = subscription.Auth,
            Name = name,
            Language = CultureInfo.CurrentUICulture.Name,
            Origin = origin.GetLeftPart(UriPartial.Authority),
            Kinds = NotificationKinds.Format(NotificationKinds.Of(by)),
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        var id = await writer.RunAsync(() => table.Add(device, Most));
        signal.Notify();
        return id is null ? "The session has ended." : null;
    }

    /// <summary>Chooses what a device is notified of; kinds that the user may not choose are left out.</summary>
    public Task SetKindsAsync(long id, IReadOnlyCollection<NotificationKind> kinds, Actor by)
    {
        var (userId, names) = (by.RequireUser(), NotificationKinds.Format(kinds.Intersect(NotificationKinds.Of(by))));
        return writer.RunAsync(() => table.SetKinds(userId, id, names));
    }

    /// <summary>Removes a device.</summary>
    public async Task RemoveAsync(long id, Actor by)
    {
        var userId = by.RequireUser();
        await writer.RunAsync(() => table.Remove(userId, id));
        signal.Notify();
    }

    /// <summary>When the user does not want to be notified.</summary>
    public async Task<NotificationTimes> TimesAsync(Actor by) => NotificationTimes.Of(await table.FindPreferenceAsync(by.RequireUser()));

    /// <summary>Chooses when the user does not want to be notified.</summary>
    public Task SetTimesAsync(NotificationTimes times, Actor by)
    {
        var preference = times.ToPreference(by.RequireUser());
        return writer.RunAsync(() => table.SetPreference(preference));
    }
}
