using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.ReadModels.Deliveries;

namespace Superfone.Dashboard.Api;

/// <summary>How far the read model follows the log.</summary>
[Route("api/v1/projection")]
[Tags("Projection")]
public sealed class ProjectionController(ProjectionQueries queries, ProjectionService projection) : ApiControllerBase
{
    /// <summary>How far the log is projected. State read after <c>projectedDeliveryId</c> has reached N includes delivery N.</summary>
    [HttpGet]
    public async Task<ProjectionState> ReadAsync(CancellationToken cancellation)
    {
        var (last, projected) = await queries.ReadAsync(cancellation);
        var status = projection.Status;
        return new ProjectionState(
            last, projected, status.IsRebuilding, status.RebuiltDeliveryId, status.Error, status.RebuildError,
            status.SetAside == 0 ? [] : await queries.SetAsideAsync(cancellation));
    }

    /// <summary>Rebuilds the read model from the log, beside the current one, which stays in use meanwhile.</summary>
    [HttpPost("rebuild")]
    [Authorize(Policy = Policies.Owner)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<ActionResult> RebuildAsync()
    {
        await projection.RebuildAsync();
        return Accepted();
    }
}
