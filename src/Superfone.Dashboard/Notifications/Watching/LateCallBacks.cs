using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>
/// Missed callers who have waited longer than the target since a moment ago. Nobody is told while somebody is calling or has put the caller off; when that
/// ends without a call back, they are.
/// </summary>
internal sealed class LateCallBacks(FollowUpQueries followUps, BusinessHours hours, Display display) : INotificationSource
{
    /// <inheritdoc/>
    public NotificationKind Kind => NotificationKind.LateCallBack;

    /// <inheritdoc/>
    public bool Concerns(LiveUpdate? update) => update is null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notification>> FindAsync(Listener listener, LiveUpdate? update, DateTime nowUtc, CancellationToken cancellation)
    {
        var late = (await followUps.WaitingAsync(listener.Actor.Visibility, cancellation))
            .Select(waiting => (Caller: waiting, LateUtc: LateUtc(waiting)))
            .Where(late => late.LateUtc <= nowUtc && nowUtc - late.LateUtc <= INotificationSource.Recent)
            .ToDictionary(late => late.Caller.Id, late => (late.LateUtc, IsPutOff: late.Caller.SnoozedUntilUtc == late.LateUtc));
        if (late.Count == 0)
            return [];
        var items = await followUps.ByIdsAsync(listener.Actor.Visibility, late.Keys, cancellation);
        return [.. items.Where(item => item.State == FollowUpState.Open).Select(item => Of(item, late[item.Id].LateUtc, late[item.Id].IsPutOff))];
    }

    private DateTime LateUtc(WaitingCaller waiting) =>
        new[] { hours.Working.After(waiting.FirstMissedUtc, hours.Target), waiting.SnoozedUntilUtc, waiting.ClaimedUntilUtc }.OfType<DateTime>().Max();

    private Notification Of(FollowUpItem item, DateTime lateUtc, bool isPutOff)
    {
        var number = display.Dialable(item.Phone);
        return new Notification
        {
            Kind = Kind,
            // Whoever is put off until a time is told of at that time, even if they were late before.
            Topic = isPutOff ? $"late-{item.Id}-{new DateTimeOffset(lateUtc, TimeSpan.Zero).ToUnixTimeSeconds()}" : $"late-{item.Id}",
            AtUtc = lateUtc,
            Title = item.Contact?.Name ?? display.Phone(item.Phone),
            Body = display.Text["Push.Late", display.DayAndTimeWithin(item.FirstMissedUtc)],
            Path = item.Contact is { } contact ? $"/contacts/{contact.ContactId}" : number is null ? "/follow-ups" : $"/numbers/{number}",
            Call = number,
            CallText = number is null ? null : display.Text["Phone.CallBack"].Value,
        };
    }
}
