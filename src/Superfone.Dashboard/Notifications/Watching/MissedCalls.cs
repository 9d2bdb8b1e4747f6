using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Notifications.Watching;

/// <summary>Calls that were missed just now, but not those of marked numbers and of the sample data.</summary>
internal sealed class MissedCalls(CallQueries calls, PhoneBook phones, Display display) : INotificationSource
{
    // Calls are found by their start, and people are told by their end.
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(10);

    private static readonly CallFilter Missed = new() { Missed = true, Marked = false };

    /// <inheritdoc/>
    public NotificationKind Kind => NotificationKind.MissedCall;

    /// <inheritdoc/>
    public bool Concerns(LiveUpdate? update) => update is { IsReload: true } || update?.Calls.Any(call => Missed.Matches(call, phones)) == true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notification>> FindAsync(Listener listener, LiveUpdate? update, DateTime nowUtc, CancellationToken cancellation)
    {
        var found = update is null or { IsReload: true }
            ? (await calls.ListAsync(listener.Actor.Visibility, Missed with { From = nowUtc - INotificationSource.Recent - LongestCall }, cancellation: cancellation)).Items
            : await calls.ByIdsAsync(listener.Actor.Visibility, [.. update.Calls.Where(IsNew).Select(call => call.CdrId)], cancellation);
        return [.. found.Where(call => Missed.Matches(call, phones) && IsNew(call)).Select(Of)];

        bool IsNew(CallItem call) => TimeOf(call) is { } at && nowUtc - at <= INotificationSource.Recent && call.Account?.StartsWith(SampleAccount.PhonePrefix, StringComparison.Ordinal) != true;
    }

    private static DateTime? TimeOf(CallItem call) => call.EndedUtc ?? call.StartedUtc;

    private Notification Of(CallItem call)
    {
        var number = display.Dialable(call.Phone);
        return new Notification
        {
            Kind = Kind,
            Topic = $"missed-{call.CdrId}",
            AtUtc = TimeOf(call)!.Value,
            Title = display.NameOf(call),
            Body = display.Text["Push.Missed"],
            Path = $"/calls/{call.CdrId}",
            Call = number,
            CallText = number is null ? null : display.Text["Phone.CallBack"].Value,
        };
    }
}
