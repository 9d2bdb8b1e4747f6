using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Reads deliveries with their bodies, oldest first, for those who copy the log.</summary>
public sealed class DeliveryBodyQueries(IDbContextFactory<PrimaryContext> primaries, DeliveryQueries deliveries)
{
    private const int MostItems = 200;

    // Bodies of a page are in memory together.
    private const long MostBytes = 4 << 20;

    /// <summary>The next deliveries after one: as many as fit into memory, at least one unless there is none.</summary>
    /// <param name="visibility">What the reader may see; who does not see everything sees none.</param>
    /// <param name="after">The delivery after which to begin.</param>
    /// <param name="last">The last delivery to return.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<DeliveryDetail>> AfterAsync(Visibility visibility, long after, long last, CancellationToken cancellation = default)
    {
        if (!visibility.IsEverything)
            return [];
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var sizes = await primary.Deliveries.Where(delivery => delivery.Id > after && delivery.Id <= last).OrderBy(delivery => delivery.Id)
            .Select(delivery => new { delivery.Id, delivery.SizeBytes }).Take(MostItems).ToListAsync(cancellation);
        var (ids, bytes) = (new List<long>(), 0L);
        foreach (var delivery in sizes)
        {
            bytes += delivery.SizeBytes;
            if (bytes > MostBytes && ids.Count > 0)
                break;
            ids.Add(delivery.Id);
        }

        var bodies = (await primary.Deliveries.Where(delivery => EF.Parameter(ids).Contains(delivery.Id))
            .Select(delivery => new { delivery.Id, Body = delivery.Stored() }).ToListAsync(cancellation)).ToDictionary(row => row.Id, row => row.Body);
        return
        [
            .. (await deliveries.ByIdsAsync(visibility, ids, cancellation)).Reverse().Select(item => new DeliveryDetail(item)
            {
                Body = BodyText.Masked(bodies[item.DeliveryId].ContentOrBytes()),
            }),
        ];
    }
}
