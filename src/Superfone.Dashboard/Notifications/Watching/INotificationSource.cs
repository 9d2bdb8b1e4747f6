using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Notifications.Sending;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>Finds what people are to be told of one kind. What it finds again is told only once.</summary>
internal interface INotificationSource
{
    /// <summary>The longest time after an event at which somebody is still told of it: not of what is imported, replayed or computed anew.</summary>
    static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    /// <summary>The kind.</summary>
    NotificationKind Kind { get; }

    /// <summary>Whether there may be something new.</summary>
    /// <param name="update">What changed; <see langword="null"/> when only time has passed.</param>
    bool Concerns(LiveUpdate? update);

    /// <summary>Finds what is new for somebody, in their language.</summary>
    /// <param name="listener">The person. Everything is read as they see it.</param>
    /// <param name="update">What changed; <see langword="null"/> when only time has passed.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<IReadOnlyList<Notification>> FindAsync(Listener listener, LiveUpdate? update, DateTime nowUtc, CancellationToken cancellation);
}
