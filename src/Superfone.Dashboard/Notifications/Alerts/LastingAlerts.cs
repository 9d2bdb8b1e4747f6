using Superfone.Dashboard.Domain.Notifications;
using Superfone.Dashboard.Live;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Sending;
using Superfone.Dashboard.Notifications.Watching;

namespace Superfone.Dashboard.Notifications.Alerts;

/// <summary>What lasts, of one kind: told when it begins, and once more if it still lasts after a day.</summary>
internal sealed class LastingAlerts(NotificationKind kind, LastingStates states, Display display) : INotificationSource
{
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public NotificationKind Kind => kind;

    /// <inheritdoc/>
    public bool Concerns(LiveUpdate? update) => update is null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notification>> FindAsync(Listener listener, LiveUpdate? update, DateTime nowUtc, CancellationToken cancellation) =>
        [.. (await states.ReadAsync(nowUtc, cancellation)).Where(state => state.Kind == kind).Select(state => Of(state, nowUtc))];

    private Notification Of(CurrentState state, DateTime nowUtc)
    {
        var (title, body) = TextOf(state);

        // Nobody works at night: the same silence is noticed again in the morning.
        var beganUtc = state.Name == LastingStates.Silence ? state.SinceUtc!.Value : state.BeganUtc;
        var isAgain = nowUtc - beganUtc >= Again;
        return new Notification
        {
            Kind = kind,
            Topic = $"{state.Name}-{new DateTimeOffset(beganUtc, TimeSpan.Zero).ToUnixTimeSeconds()}{(isAgain ? "-again" : "")}",
            AtUtc = isAgain ? state.BeganUtc + Again : state.BeganUtc,
            IsLasting = true,
            Title = isAgain ? display.Text["Push.Still", title] : title,
            Body = body,
            Path = state.Path,
        };
    }

    private (string Title, string Body) TextOf(CurrentState state)
    {
        var text = display.Text;
        return kind switch
        {
            NotificationKind.EventsStopped when state.Subject is { } name => (text["Push.Stopped", text.NameOfEvent(name)], text["Push.StoppedSince", display.DayAndTimeWithin(state.SinceUtc!.Value)]),
            NotificationKind.EventsStopped => (text["Push.Silence"], text["Push.SilenceSince", display.DayAndTimeWithin(state.SinceUtc!.Value)]),
            NotificationKind.RecordingsEnding => (text.Plural("Push.Recordings", state.Count), text["Push.RecordingsHint"]),
            NotificationKind.BackupOverdue => (text["Push.Backup"], text[$"BackupProblem.{state.Subject}"]),
            NotificationKind.Fault => (text[$"StoragePart.{state.Subject}"], text[$"StorageCause.{state.Cause}"]),
            NotificationKind.MissedCall or NotificationKind.LateCallBack or NotificationKind.TaskDue or NotificationKind.SearchHit or NotificationKind.FailedDelivery => throw new InvalidOperationException($"{kind} does not last."),
        };
    }
}

/// <summary>Adds what people are told as long as it lasts.</summary>
internal static class LastingAlertStage
{
    private static readonly NotificationKind[] Kinds =
        [NotificationKind.EventsStopped, NotificationKind.RecordingsEnding, NotificationKind.BackupOverdue, NotificationKind.Fault];

    /// <summary>Adds them.</summary>
    public static void AddLastingAlerts(this IServiceCollection services)
    {
        services.AddSingleton<LastingStates>();
        foreach (var kind in Kinds)
            services.AddSingleton<INotificationSource>(provider => new LastingAlerts(kind, provider.GetRequiredService<LastingStates>(), provider.GetRequiredService<Display>()));
    }
}
