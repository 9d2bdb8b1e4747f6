using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.ReadModels.Analytics;

namespace Superfone.Dashboard.Api;

/// <summary>Figures.</summary>
[Route("api/v1/stats")]
[Tags("Stats")]
[RequirePermission(Permission.SeeAnalytics)]
public sealed class StatsController(StatsQueries stats) : ApiControllerBase
{
    /// <summary>Figures about the calls of a period, or about all calls.</summary>
    /// <param name="from">Calls that started at this instant or later.</param>
    /// <param name="to">Calls that started before this instant.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet(Name = "getStats")]
    public Task<CallStats> ReadAsync([FromQuery] DateTime? from, [FromQuery] DateTime? to, CancellationToken cancellation) =>
        stats.ReadAsync(Caller.Visibility, from, to, cancellation);
}
