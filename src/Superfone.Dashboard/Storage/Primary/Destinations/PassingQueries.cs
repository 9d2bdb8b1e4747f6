using Microsoft.EntityFrameworkCore;

namespace Superfone.Dashboard.Storage.Primary.Destinations;

/// <summary>Reads the queues and the last attempts of destinations.</summary>
public sealed class PassingQueries(IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Reads the deliveries that a destination is to receive yet, in log order.</summary>
    public async Task<IReadOnlyList<QueuedDelivery>> WaitingAsync(long destinationId, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.QueuedDeliveries.AsNoTracking().Where(row => row.DestinationId == destinationId && !row.IsFailed)
            .OrderBy(row => row.DeliveryId).ToListAsync(cancellation);
    }

    /// <summary>Reads deliveries that failed for too long, the last delivery first.</summary>
    /// <param name="destinationId">The destination.</param>
    /// <param name="beforeId">Only deliveries before this one; <see langword="null"/> for the last ones.</param>
    /// <param name="limit">The maximum number of them.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<QueuedDelivery>> FailedAsync(long destinationId, long? beforeId, int limit, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.QueuedDeliveries.AsNoTracking()
            .Where(row => row.DestinationId == destinationId && row.IsFailed && (beforeId == null || row.DeliveryId < beforeId))
            .OrderByDescending(row => row.DeliveryId).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>Reads the last attempts of a destination, newest first.</summary>
    /// <inheritdoc cref="FailedAsync"/>
    /// <param name="destinationId">The destination.</param>
    /// <param name="beforeId">Only attempts before this one; <see langword="null"/> for the last ones.</param>
    /// <param name="limit">The maximum number of them.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<DestinationAttempt>> AttemptsAsync(long destinationId, long? beforeId, int limit, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.DestinationAttempts.AsNoTracking()
            .Where(row => row.DestinationId == destinationId && (beforeId == null || row.Id < beforeId))
            .OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>Finds the delivery of an attempt; <see langword="null"/> if the attempt is not known.</summary>
    public async Task<long?> DeliveryOfAsync(long destinationId, long attemptId, CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        return await primary.DestinationAttempts.Where(row => row.DestinationId == destinationId && row.Id == attemptId)
                .Select(row => (long?)row.DeliveryId).FirstOrDefaultAsync(cancellation)
            ?? await primary.QueuedDeliveries.Where(row => row.DestinationId == destinationId && row.LastAttemptId == attemptId)
                .Select(row => (long?)row.DeliveryId).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Counts the queued deliveries of each destination: those that wait, and those that failed.</summary>
    public async Task<IReadOnlyDictionary<long, (int Waiting, int Failed, DateTime? LastFailedUtc)>> CountAsync(CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var rows = await primary.QueuedDeliveries.GroupBy(row => new { row.DestinationId, row.IsFailed })
            .Select(rows => new { rows.Key.DestinationId, rows.Key.IsFailed, Count = rows.Count(), Last = rows.Max(row => row.LastAttemptUtc) }).ToListAsync(cancellation);
        return rows.GroupBy(row => row.DestinationId).ToDictionary(
            group => group.Key,
            group => (group.Where(row => !row.IsFailed).Sum(row => row.Count), group.Where(row => row.IsFailed).Sum(row => row.Count), group.Where(row => row.IsFailed).Max(row => row.Last)));
    }
}
