using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;

namespace Superfone.Dashboard.Api;

/// <summary>Missed callers who wait for a call back.</summary>
[Route("api/v1/follow-ups")]
[Tags("Follow-ups")]
public sealed class FollowUpsController(FollowUpQueries followUps, DecisionMaker decisions, Assignees assignees) : ApiControllerBase
{
    /// <summary>Lists follow-ups, the most recently opened first.</summary>
    [HttpGet(Name = "listFollowUps")]
    public Task<Page<FollowUpItem>> ListAsync([FromQuery] FollowUpFilter filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        followUps.ListAsync(Caller.Visibility, filter.For(Caller.UserId), page.Cursor, page.Limit, cancellation);

    /// <summary>Lists the users to whom follow-ups can be given, by name.</summary>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("assignees", Name = "listFollowUpAssignees")]
    [RequirePermission(Permission.WorkFollowUps)]
    public async Task<Page<AssigneeReference>> AssigneesAsync(CancellationToken cancellation) =>
        new([.. (await assignees.ListAsync(cancellation)).Select(user => new AssigneeReference(user.Id, user.Name))], null);

    /// <summary>Closes a follow-up that needs no call back.</summary>
    /// <param name="id">The follow-up's <c>id</c>.</param>
    /// <param name="closing">The reason.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPost("{id}/close", Name = "closeFollowUp")]
    [RequirePermission(Permission.WorkFollowUps)]
    [ProducesResponseType<FollowUpItem>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult> CloseAsync(long id, FollowUpClosingRequest closing, CancellationToken cancellation) =>
        await decisions.CloseFollowUpAsync(id, closing.Note, Caller, cancellation) switch
        {
            DecisionResult.Shown => await ShownAsync(id, cancellation),
            DecisionResult.Accepted => Accepted(),
            DecisionResult.AlreadyDecided => Problem($"The follow-up {id} is not open any more.", statusCode: StatusCodes.Status409Conflict),
            DecisionResult.UnknownSubject or DecisionResult.UnknownCall => Unknown($"No follow-up has the id {id}."),
        };

    /// <summary>Reopens a follow-up that was closed by hand.</summary>
    /// <param name="id">The follow-up's <c>id</c>.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPost("{id}/reopen", Name = "reopenFollowUp")]
    [RequirePermission(Permission.WorkFollowUps)]
    [ProducesResponseType<FollowUpItem>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult> ReopenAsync(long id, CancellationToken cancellation) =>
        await decisions.ReopenFollowUpAsync(id, Caller, cancellation) switch
        {
            DecisionResult.Shown => await ShownAsync(id, cancellation),
            DecisionResult.Accepted => Accepted(),
            DecisionResult.AlreadyDecided => Problem($"The follow-up {id} is not closed, its number is marked, or it was missed again since.", statusCode: StatusCodes.Status409Conflict),
            DecisionResult.UnknownSubject or DecisionResult.UnknownCall => Unknown($"No follow-up has the id {id}."),
        };

    // Whoever sees only open follow-ups does not see one that they have just closed.
    private async Task<ActionResult> ShownAsync(long id, CancellationToken cancellation) =>
        await followUps.FindAsync(Caller.Visibility, id, cancellation) is { } followUp ? Ok(followUp) : Accepted();
}

/// <summary>The reason why a follow-up is closed.</summary>
public sealed record FollowUpClosingRequest
{
    /// <summary>A note for colleagues, of at most 2,000 characters.</summary>
    [MaxLength(2000)]
    public string? Note { get; init; }
}
