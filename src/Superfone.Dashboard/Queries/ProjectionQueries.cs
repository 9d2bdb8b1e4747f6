using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Projection;
using Superfone.Dashboard.Queries.Items;
using Superfone.Dashboard.Storage.Truth;
using Superfone.Dashboard.Storage.Views;

namespace Superfone.Dashboard.Queries;

/// <summary>Reads how far the log is taken into what people see.</summary>
public sealed class ProjectionQueries(
    IDbContextFactory<TruthContext> truths, IDbContextFactory<ViewsContext> contexts, ProjectionService projection)
{
    /// <summary>How far the log is taken in.</summary>
    public async Task<ProjectionState> ReadAsync(CancellationToken cancellation = default)
    {
        // The views first: the log, read later, is never behind them.
        await using var views = await contexts.CreateDbContextAsync(cancellation);
        var projected = await views.Checkpoints.Select(checkpoint => checkpoint.DeliveryId).FirstOrDefaultAsync(cancellation);
        await using var truth = await truths.CreateDbContextAsync(cancellation);
        var last = await truth.Deliveries.MaxAsync(delivery => (long?)delivery.Id, cancellation) ?? 0;
        var status = projection.Status;
        return new ProjectionState(last, projected, status.IsRebuilding, status.RebuiltDeliveryId);
    }
}
