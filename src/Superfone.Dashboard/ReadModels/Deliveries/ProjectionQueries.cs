using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Reads how far the log is projected.</summary>
public sealed class ProjectionQueries(IDbContextFactory<PrimaryContext> primaries, IDbContextFactory<ReadModelContext> contexts)
{
    private const int MostSetAside = 100;

    /// <summary>The last delivery of the log, and the last one that was projected.</summary>
    public async Task<(long Last, long Projected)> ReadAsync(CancellationToken cancellation = default)
    {
        // The read model first: the log, read later, is never behind it.
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var projected = await readModel.Checkpoints.Select(checkpoint => checkpoint.DeliveryId).SingleOrDefaultAsync(cancellation);
        await using var primary = await primaries.CreateDbContextAsync(cancellation);
        var last = await primary.Deliveries.MaxAsync(delivery => (long?)delivery.Id, cancellation) ?? 0;
        return (last, projected);
    }

    /// <summary>What else could not be projected.</summary>
    public async Task<IReadOnlyList<SetAsideItem>> SetAsideAsync(CancellationToken cancellation = default)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var failures = await readModel.StepFailures.OrderBy(failure => failure.Step).ThenBy(failure => failure.Subject).Take(MostSetAside).ToListAsync(cancellation);
        return [.. failures.Select(failure => new SetAsideItem(JsonNamingPolicy.CamelCase.ConvertName($"{failure.Step}"), failure.Subject, failure.Error))];
    }
}
