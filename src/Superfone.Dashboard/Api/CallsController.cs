using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api;

/// <summary>Calls.</summary>
[Route("api/v1/calls")]
[Tags("Calls")]
public sealed class CallsController(CallQueries calls, CallCommands commands, ReadLog reads) : ApiControllerBase
{
    /// <summary>Lists calls, newest first.</summary>
    [HttpGet(Name = "listCalls")]
    public Task<Page<CallItem>> ListAsync([FromQuery] CallFilter filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        calls.ListAsync(Caller.Visibility, filter, page.Cursor, page.Limit, cancellation);

    /// <summary>One call in full detail.</summary>
    /// <param name="cdrId">Superfone's key of the call.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{cdrId}", Name = "getCall")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<CallDetail>> FindAsync(long cdrId, CancellationToken cancellation)
    {
        if (await calls.FindAsync(Caller.Visibility, cdrId, cancellation) is not { } call)
            return Unknown($"No call has the id {cdrId}.");
        await reads.CallAsync(Caller, cdrId);
        return call;
    }

    /// <summary>Adds a note.</summary>
    /// <param name="cdrId">Superfone's key of the call.</param>
    /// <param name="note">The note.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPost("{cdrId:long}/notes", Name = "addCallNote")]
    [RequirePermission(Permission.WorkFollowUps)]
    [ProducesResponseType<CallDetail>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult> NoteAsync(long cdrId, CallNoteRequest note, CancellationToken cancellation) => Texts.Filled(note.Text) is { } text
        ? await ReplyAsync(cdrId, await commands.NoteAsync(cdrId, text, Caller, cancellation), cancellation)
        : Invalid("text", "A note needs a text.");

    /// <summary>Replaces the tags: at most 20, each of at most 40 characters.</summary>
    /// <param name="cdrId">Superfone's key of the call.</param>
    /// <param name="tags">All tags.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPut("{cdrId:long}/tags", Name = "replaceCallTags")]
    [RequirePermission(Permission.WorkFollowUps)]
    [ProducesResponseType<CallDetail>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult> TagAsync(long cdrId, IReadOnlyList<string> tags, CancellationToken cancellation) =>
        tags.Any(tag => tag is null) ? Invalid("tags", "A tag is a text.")
        : CallTags.ProblemOf(CallTags.Clean(tags)) is { } problem ? Invalid("tags", problem.Length == 0
            ? $"A call has at most {CallTags.Most} tags."
            : $"'{problem}' is longer than {CallTags.Longest} characters or has a line break.")
        : await ReplyAsync(cdrId, await commands.TagAsync(cdrId, tags, Caller, cancellation), cancellation);

    private async Task<ActionResult> ReplyAsync(long cdrId, DecisionResult result, CancellationToken cancellation) => result switch
    {
        DecisionResult.Shown or DecisionResult.AlreadyDecided => Ok(await calls.FindAsync(Caller.Visibility, cdrId, cancellation)),
        DecisionResult.Accepted => Accepted(),
        DecisionResult.UnknownCall or DecisionResult.UnknownSubject => Unknown($"No call has the id {cdrId}."),
    };
}

/// <summary>A note on a call.</summary>
public sealed record CallNoteRequest
{
    /// <summary>The text, of at most 2,000 characters.</summary>
    [Required, MaxLength(FollowUpCommands.LongestNote)]
    public string? Text { get; init; }
}
