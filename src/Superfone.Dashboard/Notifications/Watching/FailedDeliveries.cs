using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Sending;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>Destinations that have accepted nothing for an hour, or did not accept an event for three days.</summary>
internal sealed class FailedDeliveries(DestinationDirectory directory, Display display) : INotificationSource
{
    /// <inheritdoc/>
    public NotificationKind Kind => NotificationKind.FailedDelivery;

    /// <inheritdoc/>
    public bool Concerns(LiveUpdate? update) => update is null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notification>> FindAsync(Listener listener, LiveUpdate? update, DateTime nowUtc, CancellationToken cancellation)
    {
        List<Notification> found = [];
        foreach (var item in await directory.ReadAsync(countsUnread: false, cancellation))
        {
            if (item.FailingSinceUtc is { } since && since + DestinationDirectory.Patience <= nowUtc)
                found.Add(Of(item, $"failing-{item.Id}-{Seconds(since)}", since + DestinationDirectory.Patience, display.Text["Push.Failing", display.DayAndTimeWithin(since)]) with { IsLasting = true });
            if (item.LastFailedUtc is { } failed)
                found.Add(Of(item, $"failed-{item.Id}-{DayOf(failed)}", failed, display.Text["Push.FailedDelivery"]));
        }

        return found;
    }

    private static long Seconds(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeSeconds();

    // Somebody is told once a day.
    private static string DayOf(DateTime utc) => DateOnly.FromDateTime(utc).DayNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Notification Of(DestinationItem item, string topic, DateTime atUtc, string body) => new()
    {
        Kind = Kind,
        Topic = topic,
        AtUtc = atUtc,
        Title = item.Name,
        Body = body,
        Path = "/destinations",
    };
}
