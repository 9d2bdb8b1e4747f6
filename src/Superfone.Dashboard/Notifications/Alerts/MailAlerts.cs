using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Mail;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Alerts;

/// <summary>
/// Mails people what they are told of, at most one mail in ten minutes. What waits is only in memory, because it has names: after a restart,
/// what happened lately is found again, and what was mailed is known.
/// </summary>
internal sealed class MailAlerts(
    MailClient mail, AlertWriter texts, MailRecordTable records, PushTable preferences, UserActors actors, PrimaryWriter writer, ILeases leases, MailAlertSignal signal, TimeProvider time)
{
    /// <summary>The shortest time between two mails to a person.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private const int MostFailures = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, WaitingAlerts> _readers = new();

    /// <summary>The number of things of which people are not told yet.</summary>
    public int WaitingCount => _readers.Values.Sum(reader => reader.Count);

    /// <summary>Begins with nothing that waits: when this node mailed last, another one may have done so since.</summary>
    public void Begin() => _readers.Clear();

    /// <summary>Adds what somebody is to be told of, unless they were.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="language">Their language.</param>
    /// <param name="notification">What they are told.</param>
    public void Post(string userId, string language, Notification notification)
    {
        if (_readers.GetOrAdd(userId, _ => new WaitingAlerts()).Add(language, notification, time.GetUtcNow().UtcDateTime))
            signal.Notify();
    }

    /// <summary>Mails what is due.</summary>
    /// <returns>The time of the next mail, UTC; <see langword="null"/> if nothing waits.</returns>
    public async Task<DateTime?> SendDueAsync(CancellationToken cancellation)
    {
        DateTime? next = null;
        foreach (var (userId, reader) in _readers)
        {
            if (await SendAsync(userId, reader, cancellation) is { } due && (next is null || due < next))
                next = due;
        }

        return next;
    }

    private async Task<DateTime?> SendAsync(string userId, WaitingAlerts reader, CancellationToken cancellation)
    {
        if (reader.Count == 0)
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        reader.NextUtc ??= await records.LastUtcAsync(userId, cancellation) + Interval ?? now;
        if (reader.NextUtc > now + Interval)
            reader.NextUtc = now; // The clock was set back.
        if (reader.NextUtc > now)
            return reader.NextUtc;
        var (email, items) = await TakeAsync(userId, reader, now, cancellation);
        if (items.Count == 0)
            return null;

        CultureInfo.GetCultureInfo(reader.Language).MakeCurrent();
        leases.RequireHeld(NodeWork.Notifications);
        var result = await mail.SendAsync(email, texts.Write(items), $"alerts-{Guid.NewGuid():N}", null, cancellation);
        if (!result.IsSent)
        {
            var delay = FirstDelay * Math.Pow(2, Math.Min(reader.Failures++, MostFailures));
            reader.NextUtc = now + (delay < Interval ? delay : Interval);
            return reader.NextUtc;
        }

        await RecordAsync(userId, reader, [.. items.Select(item => item.Topic)], now);
        (reader.NextUtc, reader.Failures) = (now + Interval, 0);
        return null;
    }

    // What somebody may know, and wants to, is asked again: minutes may have passed.
    private async Task<(string Email, IReadOnlyList<Notification> Items)> TakeAsync(string userId, WaitingAlerts reader, DateTime now, CancellationToken cancellation)
    {
        var actor = await actors.FindAsync(userId);
        var wanted = NotificationKinds.Parse((await preferences.FindPreferenceAsync(userId, cancellation))?.MailKinds ?? "");
        var topics = reader.RemoveEnded(item => wanted.Contains(item.Kind!.Value) && actor?.May(NotificationKinds.Needed(item.Kind.Value)) == true, now);
        if (topics.Count > 0)
            reader.MarkTold(await records.KnownAsync(userId, topics, cancellation));
        return (actor?.Name ?? "", reader.Read());
    }

    private async Task RecordAsync(string userId, WaitingAlerts reader, IReadOnlyList<string> topics, DateTime now)
    {
        reader.MarkTold(topics);

        // What was sent is stored even if another node has taken over, which would send it as well.
        using var fence = WorkFence.Enter(null);
        try
        {
            await writer.RunAsync(() => records.Add(userId, topics, now));
        }
        catch (DbException)
        {
            // A full disk is what they were told of; until the next start, it is known here.
        }
    }
}
