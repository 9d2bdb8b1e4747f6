using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.ReadModels.Deliveries;

namespace Superfone.Dashboard.Api;

/// <summary>The progress of the read model.</summary>
[Route("api/v1/projection")]
[Tags("Projection")]
public sealed class ProjectionController(ProjectionQueries queries, RebuildCommand rebuild) : ApiControllerBase
{
    /// <summary>The progress of projection. State read after <c>projectedDeliveryId</c> has reached N includes delivery N.</summary>
    [HttpGet(Name = "getProjection")]
    public Task<ProjectionState> ReadAsync(CancellationToken cancellation) => queries.StateAsync(cancellation);

    /// <summary>Rebuilds the read model from the log, beside the current one, which stays in use meanwhile.</summary>
    [HttpPost("rebuild", Name = "rebuildReadModel")]
    [RequirePermission(Permission.ManageSettings)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<ActionResult> RebuildAsync()
    {
        await rebuild.RequestAsync(Caller);
        return Accepted();
    }
}
