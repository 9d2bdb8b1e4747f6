using Superfone.Dashboard.Notifications.Sending;

namespace Superfone.Dashboard.Notifications.Alerts;

/// <summary>What one person is to be told of by mail, and what they were. Any thread may add to it; one mails it.</summary>
internal sealed class WaitingAlerts
{
    // More than that nobody reads.
    private const int Most = 100;
    private const int MostTold = 100 * Most;

    // Of what was missed an hour ago, the page tells.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // What lasts is found again every few seconds; what is not has ended.
    private static readonly TimeSpan Ended = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Notification Notification, DateTime SeenUtc)> _waiting = [];
    private readonly HashSet<string> _told = [];
    private string _language = "";

    /// <summary>The number of things of which they are not told yet.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Their language.</summary>
    public string Language
    {
        get
        {
            lock (_lock)
                return _language;
        }
    }

    /// <summary>The time of the next mail, UTC; <see langword="null"/> before it is known. Used by whoever mails only.</summary>
    public DateTime? NextUtc { get; set; }

    /// <summary>The number of attempts that failed since the last mail. Used by whoever mails only.</summary>
    public int Failures { get; set; }

    /// <summary>Adds what they are to be told of, unless they were, or too much waits.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(string language, Notification notification, DateTime nowUtc)
    {
        lock (_lock)
        {
            _language = language;
            var isNew = !_waiting.ContainsKey(notification.Topic);
            if (_told.Contains(notification.Topic) || (isNew && _waiting.Count >= Most))
                return false;
            _waiting[notification.Topic] = (notification, nowUtc);
            return isNew;
        }
    }

    /// <summary>Drops what is over, and what they do not want or may not know any more.</summary>
    /// <returns>The topics of the rest.</returns>
    public IReadOnlyList<string> RemoveEnded(Func<Notification, bool> isWanted, DateTime nowUtc)
    {
        lock (_lock)
        {
            foreach (var (topic, (notification, seenUtc)) in _waiting.ToList())
            {
                if (!isWanted(notification) || (notification.IsLasting ? nowUtc - seenUtc > Ended : nowUtc - notification.AtUtc > Longest))
                    _waiting.Remove(topic);
            }

            return [.. _waiting.Keys];
        }
    }

    /// <summary>What waits, in the order of time.</summary>
    public IReadOnlyList<Notification> Read()
    {
        lock (_lock)
            return [.. _waiting.Values.Select(item => item.Notification).OrderBy(notification => notification.AtUtc)];
    }

    /// <summary>Records that they were told.</summary>
    public void MarkTold(IEnumerable<string> topics)
    {
        lock (_lock)
        {
            if (_told.Count > MostTold)
                _told.Clear(); // They are stored.
            foreach (var topic in topics)
            {
                _told.Add(topic);
                _waiting.Remove(topic);
            }
        }
    }
}
