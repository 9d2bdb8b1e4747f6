using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Summaries;
using Superfone.Events;

namespace Superfone.Dashboard.Api;

/// <summary>Summaries without a call.</summary>
[Route("api/v1/summaries")]
[Tags("Summaries")]
public sealed class SummariesController(SummaryQueries summaries, CallQueries calls, DecisionMaker decisions) : ApiControllerBase
{
    /// <summary>Lists the summaries without a call, newest first, each with the calls it may belong to.</summary>
    [HttpGet("unmatched", Name = "listUnmatchedSummaries")]
    public Task<Page<UnmatchedSummary>> ListUnmatchedAsync(
        [FromQuery] SummaryFilter filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        summaries.ListUnmatchedAsync(Caller.Visibility, filter, page.Cursor, page.Limit, cancellation);

    /// <summary>Links a summary to its call.</summary>
    /// <param name="cdrUuid">The summary.</param>
    /// <param name="link">The call.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPut("{cdrUuid}/call", Name = "linkSummary")]
    [RequirePermission(Permission.Link)]
    [ProducesResponseType<CallDetail>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult> LinkAsync(string cdrUuid, SummaryLinkRequest link, CancellationToken cancellation)
    {
        var cdrId = link.CdrId!.Value;
        return await decisions.LinkSummaryAsync(EventClassifier.NormalizeUuid(cdrUuid) ?? cdrUuid, cdrId, Caller, cancellation) switch
        {
            DecisionResult.Shown => Ok(await calls.FindAsync(Caller.Visibility, cdrId, cancellation)),
            DecisionResult.Accepted => Accepted(),
            DecisionResult.UnknownCall => Unknown($"No call has the id {cdrId}."),
            DecisionResult.UnknownSubject or DecisionResult.AlreadyDecided => Unknown($"No summary has the UUID {cdrUuid}."),
        };
    }

    /// <summary>Unlinks a summary from a call that it was linked to by inference or by hand.</summary>
    /// <param name="cdrUuid">The summary.</param>
    /// <param name="cdrId">The call.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpDelete("{cdrUuid}/call/{cdrId:long}", Name = "unlinkSummary")]
    [RequirePermission(Permission.Link)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult> UnlinkAsync(string cdrUuid, long cdrId, CancellationToken cancellation) =>
        await decisions.UnlinkSummaryAsync(EventClassifier.NormalizeUuid(cdrUuid) ?? cdrUuid, cdrId, Caller, cancellation) switch
        {
            DecisionResult.Shown => NoContent(),
            DecisionResult.Accepted => Accepted(),
            DecisionResult.AlreadyDecided => Problem(
                "The summary is not linked to that call, or not by inference or by hand.", statusCode: StatusCodes.Status409Conflict),
            DecisionResult.UnknownSubject or DecisionResult.UnknownCall => Unknown($"No summary has the UUID {cdrUuid}."),
        };
}

/// <summary>The call that a summary belongs to.</summary>
public sealed record SummaryLinkRequest
{
    /// <summary>Superfone's key of the call.</summary>
    [Required]
    public long? CdrId { get; init; }
}
