using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api;

/// <summary>Calls.</summary>
[Route("api/v1/calls")]
[Tags("Calls")]
public sealed class CallsController(CallQueries calls, ReadLog reads) : ApiControllerBase
{
    /// <summary>Lists calls, newest first.</summary>
    [HttpGet]
    public Task<Page<CallItem>> ListAsync([FromQuery] CallFilter filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        calls.ListAsync(Caller.Visibility, filter, page.Cursor, page.Limit, cancellation);

    /// <summary>One call in full detail.</summary>
    /// <param name="cdrId">Superfone's key of the call.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{cdrId}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<CallDetail>> FindAsync(long cdrId, CancellationToken cancellation)
    {
        if (await calls.FindAsync(Caller.Visibility, cdrId, cancellation) is not { } call)
            return Unknown($"No call has the id {cdrId}.");
        await reads.CallAsync(Caller, cdrId);
        return call;
    }
}
