using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Bodies;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.ReadModels.Deliveries;

/// <summary>Reads the progress of projection.</summary>
public sealed class ProjectionQueries(
    IDbContextFactory<PrimaryContext> primaries, IDbContextFactory<ReadModelContext> contexts, ProjectionProgress progress,
    BodyConversionProgress conversion)
{
    private const int MostSetAside = 100;

    /// <summary>The progress of projection and of a rebuild, without reading the databases.</summary>
    public RebuildState Rebuild
    {
        get
        {
            var status = progress.Status;
            return new(
                status.LastDeliveryId, status.ProjectedDeliveryId, status.RebuildNumber, status.RebuiltDeliveryId, status.Error, status.RebuildError,
                status.SetAside, conversion.Share);
        }
    }

    /// <summary>The progress of projection, with the subjects that were set aside.</summary>
    public async Task<ProjectionState> StateAsync(CancellationToken cancellation = default)
    {
        var (last, projected) = await ReadAsync(cancellation);
        var status = progress.Status;
        return new ProjectionState(
            last, projected, status.IsRebuilding, status.RebuiltDeliveryId, status.Error, status.RebuildError,
            status.SetAside == 0 ? [] : await SetAsideAsync(cancellation));
    }

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

    private async Task<IReadOnlyList<SetAsideItem>> SetAsideAsync(CancellationToken cancellation)
    {
        await using var readModel = await contexts.CreateDbContextAsync(cancellation);
        var failures = await readModel.StepFailures.OrderBy(failure => failure.Step).ThenBy(failure => failure.Subject).Take(MostSetAside).ToListAsync(cancellation);
        return [.. failures.Select(failure => new SetAsideItem(JsonNamingPolicy.CamelCase.ConvertName($"{failure.Step}"), failure.Subject, failure.Error))];
    }
}
