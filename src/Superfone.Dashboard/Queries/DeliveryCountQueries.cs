using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Truth;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Queries;

/// <summary>Counts the deliveries that did not become events: of each state, the newest are looked through, however long the log is.</summary>
public sealed class DeliveryCountQueries(IDbContextFactory<TruthContext> truths, IDbContextFactory<ViewsContext> contexts, PhoneBook phones)
{
    /// <summary>So many deliveries of a state are looked through.</summary>
    public const int MostCounted = 1000;

    private static readonly DeliveryState[] States = [DeliveryState.Duplicate, DeliveryState.Quarantined, DeliveryState.Failed, DeliveryState.Unrecognised];

    /// <summary>How many deliveries of each state a filter would list, its own state apart.</summary>
    public async Task<IReadOnlyDictionary<DeliveryState, DeliveryCount>> ReadAsync(DeliveryFilter filter, CancellationToken cancellation = default)
    {
        await using var truth = await truths.CreateDbContextAsync(cancellation);
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        var (first, end) = await DeliverySpan.OfAsync(truth, views, filter.From, filter.To, cancellation);
        var counts = new Dictionary<DeliveryState, DeliveryCount>();
        foreach (var state in States)
        {
            var newest = await Candidates(truth, views, filter with { Status = state }).Where(id => id >= first && id < end)
                .OrderByDescending(id => id).Take(MostCounted + 1).ToListAsync(cancellation);
            var among = newest.Take(MostCounted).ToList();
            counts[state] = new DeliveryCount(
                among.Count == 0 ? 0 : await CountAsync(truth, views, filter with { Status = state }, among, cancellation), newest.Count > MostCounted);
        }

        return counts;
    }

    private IQueryable<long> Candidates(TruthContext truth, ViewsContext views, DeliveryFilter filter) => DeliveryNarrowing.KnownToViews(views, filter)
        ?? truth.Narrow(new DeliveryFilter { Status = filter.Status }, phones).Select(delivery => delivery.Id);

    private async Task<int> CountAsync(TruthContext truth, ViewsContext views, DeliveryFilter filter, List<long> among, CancellationToken cancellation)
    {
        if (filter == new DeliveryFilter { Status = filter.Status })
            return among.Count;
        var passing = await truth.Narrow(filter, phones).Where(delivery => EF.Parameter(among).Contains(delivery.Id))
            .Select(delivery => delivery.Id).ToListAsync(cancellation);
        if (filter.Status == DeliveryState.Failed)
            passing = await views.DeliveryFailures.Select(failure => failure.DeliveryId).Where(id => EF.Parameter(passing).Contains(id)).ToListAsync(cancellation);
        return filter.Q is { } text && passing.Count > 0 ? (await new BodySearch(text).ExcerptsAsync(truth, passing, cancellation)).Count : passing.Count;
    }
}

/// <summary>How many deliveries there are.</summary>
/// <param name="Count">So many were found.</param>
/// <param name="IsAtLeast">Whether not all were looked through: there may be more.</param>
public readonly record struct DeliveryCount(int Count, bool IsAtLeast);
