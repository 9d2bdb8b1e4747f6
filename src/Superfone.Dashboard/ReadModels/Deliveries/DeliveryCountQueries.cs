using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Counts the newest deliveries of each state that did not become events, however long the log is.</summary>
public sealed class DeliveryCountQueries(IDbContextFactory<PrimaryContext> primaries, IDbContextFactory<ReadModelContext> contexts, PhoneBook phones)
{
    /// <summary>The largest number of deliveries of a state that is counted.</summary>
    public const int MostCounted = 1000;

    private const int MostProblems = 100;

    private static readonly DeliveryState[] States = [DeliveryState.Duplicate, DeliveryState.Quarantined, DeliveryState.Failed, DeliveryState.Unrecognised];

    /// <summary>The number of deliveries of each state that pass a filter, apart from its own state.</summary>
    public async Task<IReadOnlyDictionary<DeliveryState, DeliveryCount>> ReadAsync(Visibility visibility, DeliveryFilter filter, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return new Dictionary<DeliveryState, DeliveryCount>();
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var (first, end) = await DeliverySpan.OfAsync(primary, readModel, filter.From, filter.To, cancellation);
        var counts = new Dictionary<DeliveryState, DeliveryCount>();
        foreach (var state in States)
        {
            var newest = await (await CandidatesAsync(primary, readModel, filter with { Status = state }, cancellation)).Where(id => id >= first && id < end)
                .OrderByDescending(id => id).Take(MostCounted + 1).ToListAsync(cancellation);
            var among = newest.Take(MostCounted).ToList();
            counts[state] = new DeliveryCount(
                among.Count == 0 ? 0 : await CountAsync(primary, readModel, filter with { Status = state }, among, cancellation), newest.Count > MostCounted);
        }

        return counts;
    }

    /// <summary>
    /// The number of deliveries that need a look: those that could not be projected, and those that were quarantined lately and not
    /// replayed with success since. At most a hundred of each are counted.
    /// </summary>
    /// <param name="visibility">What the reader may see.</param>
    /// <param name="sinceUtc">From when on quarantined ones count, UTC.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<int> ProblemsAsync(Visibility visibility, DateTime sinceUtc, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return 0;
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var quarantined = await primary.Deliveries.Where(delivery => delivery.Status == DeliveryState.Quarantined)
            .OrderByDescending(delivery => delivery.Id).Take(MostProblems)
            .Select(delivery => new { delivery.ReceivedUtc, IsReplayed = primary.DeliveryOrigins.Any(origin => origin.ReplayOf == delivery.Id) })
            .ToListAsync(cancellation);
        return quarantined.Count(delivery => delivery.ReceivedUtc >= sinceUtc && !delivery.IsReplayed)
            + await readModel.DeliveryFailures.Take(MostProblems).CountAsync(cancellation);
    }

    private async Task<IQueryable<long>> CandidatesAsync(
        PrimaryContext primary, ReadModelContext readModel, DeliveryFilter filter, CancellationToken cancellation) =>
        DeliveryConditions.All.IdsIn(readModel, filter)
        ?? (await primary.ApplyFilterAsync(new DeliveryFilter { Status = filter.Status }, phones, cancellation)).Select(delivery => delivery.Id);

    private async Task<int> CountAsync(PrimaryContext primary, ReadModelContext readModel, DeliveryFilter filter, List<long> among, CancellationToken cancellation)
    {
        if (filter == new DeliveryFilter { Status = filter.Status })
            return among.Count;
        var passing = await (await primary.ApplyFilterAsync(filter, phones, cancellation)).Where(delivery => EF.Parameter(among).Contains(delivery.Id))
            .Select(delivery => delivery.Id).ToListAsync(cancellation);
        if (filter.Status == DeliveryState.Failed)
            passing = await readModel.DeliveryFailures.Select(failure => failure.DeliveryId).Where(id => EF.Parameter(passing).Contains(id)).ToListAsync(cancellation);
        return filter.Q is { } text && passing.Count > 0 ? (await new BodySearch(text).ExcerptsAsync(primary, passing, cancellation)).Count : passing.Count;
    }
}

/// <summary>The number of deliveries.</summary>
/// <param name="Count">The number found.</param>
/// <param name="IsAtLeast">Whether there may be more, because not all were counted.</param>
public readonly record struct DeliveryCount(int Count, bool IsAtLeast);
