using System.Collections.Concurrent;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Live;

/// <summary>Today's figures, read at most once a second however many pages show them.</summary>
public sealed class TodayBoard(
    TodayQueries today, FollowUpQueries followUps, PhoneBook phones, LiveFeed feed, TimeProvider time, ILogger<TodayBoard> logger) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, SharedReading<TodayFigures>> _readings = new(StringComparer.Ordinal);

    /// <summary>The figures of one account, or of all.</summary>
    /// <param name="account">The account's number, in any written form; <see langword="null"/> for all accounts.</param>
    public SharedReading<TodayFigures> Of(string? account)
    {
        var key = phones.SoughtKey(account) ?? "";

        // An address may contain anything; figures of unknown accounts are not worth keeping.
        if (_readings.Count > 200)
            _readings.Clear();
        return _readings.GetOrAdd(key, _ => new SharedReading<TodayFigures>(
            (update, known, cancellation) => ReadAsync(key.Length == 0 ? null : key, update, known, cancellation),
            update => update.IsReload || update.Calls.Count + update.FollowUps.Count + update.Deliveries.Count > 0,
            Interval,
            feed,
            time,
            logger));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reading in _readings.Values)
            reading.Dispose();
    }

    private async Task<TodayFigures> ReadAsync(string? account, LiveUpdate? update, TodayFigures? known, CancellationToken cancellation)
    {
        var minute = (long)(time.GetUtcNow().UtcDateTime - DateTime.UnixEpoch).TotalMinutes;
        var isWhole = update is null || known is null || known.Minute != minute;
        return new TodayFigures(
            isWhole || update!.Calls.Count > 0 ? await today.TodayAsync(account, cancellation) : known!.Today,
            isWhole ? await today.LastWeekAsync(account, cancellation) : known!.LastWeek,
            isWhole || update!.FollowUps.Count > 0 ? await followUps.OpenAsync(account, cancellation) : known!.Waiting,
            isWhole
                ? await today.LastReceivedAsync(cancellation)
                : update!.Deliveries.Select(delivery => (DateTime?)delivery.ReceivedUtc).Append(known!.LastReceivedUtc).Max(),
            minute);
    }
}
