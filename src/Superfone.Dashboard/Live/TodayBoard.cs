using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Events;

namespace Superfone.Dashboard.Live;

/// <summary>
/// Today's figures, read once however many pages show them, together with the changes that led to them: tiles, badges and rows that are
/// shown side by side come from the same reading.
/// </summary>
public sealed class TodayBoard(
    TodayQueries today, FollowUpQueries followUps, DeliveryCountQueries deliveries, PhoneBook phones, LiveScope scope, LiveFeed feed, TimeProvider time, ILogger<TodayBoard> logger) : IDisposable
{
    // The shell and the page in it render together, less than four times a second.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(350);

    private readonly SharedReadings<(Visibility Visibility, string Account), TodayFigures> _readings = new();

    /// <summary>The figures of one account, or of all accounts, from what somebody may see. Those who see the same share them.</summary>
    /// <param name="visibility">What they see.</param>
    /// <param name="account">The account's number, in any written form; <see langword="null"/> for all accounts.</param>
    public SharedReading<TodayFigures> Of(Visibility visibility, string? account)
    {
        var key = phones.SoughtKey(account) ?? "";
        return _readings.Of((visibility, key), () => new SharedReading<TodayFigures>(
            (update, known, cancellation) => ReadAsync(visibility, key.Length == 0 ? null : key, update, known, cancellation),
            update => update.TouchesCalls || update.TouchesFollowUps || update.TouchesNames || update.Deliveries.Count > 0,
            Interval,
            feed,
            time,
            logger,
            (earlier, later) => later with { Changes = earlier.Changes.Then(later.Changes) }));
    }

    /// <inheritdoc/>
    public void Dispose() => _readings.Dispose();

    private async Task<TodayFigures> ReadAsync(Visibility visibility, string? account, LiveUpdate? update, TodayFigures? known, CancellationToken cancellation)
    {
        var minute = (long)(time.GetUtcNow().UtcDateTime - DateTime.UnixEpoch).TotalMinutes;
        var isWhole = update is null or { IsReload: true } || known is null || known.Minute != minute;
        return new TodayFigures(
            isWhole || update!.TouchesCalls ? await today.TodayAsync(visibility, account, cancellation) : known!.Today,
            isWhole ? await today.LastWeekAsync(visibility, account, cancellation) : known!.LastWeek,
            isWhole || update!.TouchesFollowUps ? await followUps.OpenAsync(visibility, account, cancellation) : known!.Waiting,
            isWhole
                ? await today.LastReceivedAsync(cancellation)
                : update!.Deliveries.Where(delivery => delivery.Event != TestDelivery.Event).Select(delivery => (DateTime?)delivery.ReceivedUtc).Append(known!.LastReceivedUtc).Max(),
            minute)
        {
            Problems = isWhole || update!.Deliveries.Any(delivery => delivery.Status is DeliveryState.Failed or DeliveryState.Quarantined)
                ? await deliveries.ProblemsAsync(visibility, time.GetUtcNow().UtcDateTime - TimeSpan.FromDays(1), cancellation)
                : known!.Problems,
            Changes = update is null ? LiveUpdate.None : await scope.OfAsync(update, visibility, cancellation),
        };
    }
}
