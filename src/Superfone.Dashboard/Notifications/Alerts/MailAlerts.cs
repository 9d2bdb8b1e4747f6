using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Mail;

namespace Superfone.Dashboard.Notifications.Alerts;

/// <summary>
/// Mails people what they are told of, at most one mail in ten minutes. What waits is only in memory, because it has names: after a restart,
/// what happened lately is found again, and what was mailed is known.
/// </summary>
internal sealed class MailAlerts(
    MailClient mail, AlertWriter texts, MailRecordTable records, UserActors actors, PrimaryWriter writer, MailAlertSignal signal, TimeProvider time)
{
    /// <summary>The shortest time between two mails to a person.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // More than that nobody reads.
    private const int MostWaiting = 100;
    private const int MostFailures = 5;

    // Of what was missed an hour ago, the page tells.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);

    // What lasts is found again every few seconds; what is not has ended.
    private static readonly TimeSpan Ended = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Reader> _readers = new();

    /// <summary>The number of things of which people are not told yet.</summary>
    public int WaitingCount => _readers.Values.Sum(reader => reader.Count);

    /// <summary>Adds what somebody is to be told of, unless they were.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="language">Their language.</param>
    /// <param name="notification">What they are told.</param>
    public void Post(string userId, string language, Notification notification)
    {
        var reader = _readers.GetOrAdd(userId, _ => new Reader());
        lock (reader)
        {
            reader.Language = language;
            var isNew = !reader.Waiting.ContainsKey(notification.Topic);
            if (reader.Told.Contains(notification.Topic) || (isNew && reader.Waiting.Count >= MostWaiting))
                return;
            reader.Waiting[notification.Topic] = (notification, time.GetUtcNow().UtcDateTime);
            if (!isNew)
                return;
        }

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

    private async Task<DateTime?> SendAsync(string userId, Reader reader, CancellationToken cancellation)
    {
        if (reader.Count == 0)
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        reader.NextUtc ??= await records.LastUtcAsync(userId, cancellation) + Interval ?? now;
        if (reader.NextUtc > now + Interval)
            reader.NextUtc = now; // The clock was set back.
        if (reader.NextUtc > now)
            return reader.NextUtc;
        var waiting = await TakeAsync(userId, reader, await actors.FindAsync(userId), now, cancellation);
        if (waiting.Items.Count == 0)
            return null;

        CultureInfo.GetCultureInfo(reader.Language).Use();
        var result = await mail.SendAsync(waiting.Email, texts.Write(waiting.Items), $"alerts-{Guid.NewGuid():N}", null, cancellation);
        if (!result.IsSent)
        {
            var delay = FirstDelay * Math.Pow(2, Math.Min(reader.Failures++, MostFailures));
            reader.NextUtc = now + (delay < Interval ? delay : Interval);
            return reader.NextUtc;
        }

        await RecordAsync(userId, reader, [.. waiting.Items.Select(item => item.Topic)], now);
        (reader.NextUtc, reader.Failures) = (now + Interval, 0);
        return null;
    }

    private async Task<(string Email, IReadOnlyList<Notification> Items)> TakeAsync(string userId, Reader reader, Actor? actor, DateTime now, CancellationToken cancellation)
    {
        List<string> topics;
        lock (reader)
        {
            // What somebody may know is asked again: minutes may have passed.
            foreach (var (topic, (notification, seenUtc)) in reader.Waiting.ToList())
            {
                if (actor?.May(NotificationKinds.Needed(notification.Kind!.Value)) != true || now - (notification.IsLasting ? seenUtc : notification.AtUtc) > (notification.IsLasting ? Ended : Longest))
                    reader.Waiting.Remove(topic);
            }

            topics = [.. reader.Waiting.Keys];
        }

        var known = topics.Count == 0 ? new HashSet<string>() : await records.KnownAsync(userId, topics, cancellation);
        lock (reader)
        {
            reader.Tell(known);
            return (actor?.Name ?? "", [.. reader.Waiting.Values.Select(item => item.Notification).OrderBy(notification => notification.AtUtc)]);
        }
    }

    private async Task RecordAsync(string userId, Reader reader, IReadOnlyList<string> topics, DateTime now)
    {
        lock (reader)
            reader.Tell(topics);
        try
        {
            await writer.RunAsync(() => records.Add(userId, topics, now));
        }
        catch (DbException)
        {
            // A full disk is what they were told of; until the next start, it is known here.
        }
    }

    private sealed class Reader
    {
        public string Language { get; set; } = "";

        public Dictionary<string, (Notification Notification, DateTime SeenUtc)> Waiting { get; } = [];

        public HashSet<string> Told { get; } = [];

        public int Count
        {
            get
            {
                lock (this)
                    return Waiting.Count;
            }
        }

        public DateTime? NextUtc { get; set; }

        public int Failures { get; set; }

        public void Tell(IEnumerable<string> topics)
        {
            if (Told.Count > 100 * MostWaiting)
                Told.Clear(); // They are stored.
            foreach (var topic in topics)
            {
                Told.Add(topic);
                Waiting.Remove(topic);
            }
        }
    }
}
