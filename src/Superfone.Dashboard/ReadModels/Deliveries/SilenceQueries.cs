using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Finds out whether nothing at all has been received for longer than is usual.</summary>
public sealed class SilenceQueries(IDbContextFactory<PrimaryContext> primaries, BusinessHours hours, TimeProvider time)
{
    private const int MostDeliveries = 20_000;
    private const int FewestDeliveries = 20;

    private static readonly TimeSpan Known = TimeSpan.FromDays(14);
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>
    /// The time of the last delivery, UTC, if more working time has passed since than twice the longest such time of the last two weeks, and at
    /// least an hour; otherwise <see langword="null"/>, also while little is known or nobody works.
    /// </summary>
    public async Task<DateTime?> SinceAsync(Visibility visibility, CancellationToken cancellation = default)
    {
        var (now, working) = (time.GetUtcNow().UtcDateTime, hours.Working);
        if (!visibility.IsEverything || !working.Include(now))
            return null;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var last = await primary.Deliveries.OrderByDescending(delivery => delivery.Id).Select(delivery => (DateTime?)delivery.ReceivedUtc).FirstOrDefaultAsync(cancellation);
        if (last is not { } lastUtc || working.Between(lastUtc, now) <= Shortest)
            return null;

        // Rarely read: only when there is an hour without deliveries.
        var received = await primary.Deliveries.OrderByDescending(delivery => delivery.Id).Take(MostDeliveries).Select(delivery => delivery.ReceivedUtc).ToListAsync(cancellation);
        var recent = received.Where(utc => utc > lastUtc - Known).Order().ToList();
        if (recent.Count < FewestDeliveries)
            return null;
        var longest = recent.Zip(recent.Skip(1)).Where(pair => pair.Second - pair.First > Shortest / 2)
            .Select(pair => working.Between(pair.First, pair.Second)).DefaultIfEmpty(TimeSpan.Zero).Max();
        return working.Between(lastUtc, now) > 2 * longest ? lastUtc : null;
    }
}
