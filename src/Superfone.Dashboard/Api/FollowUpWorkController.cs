using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Api;

/// <summary>Who calls a missed caller back, when, and what came of it.</summary>
[Route("api/v1/follow-ups/{id:long}")]
[Tags("Follow-ups")]
[RequirePermission(Permission.WorkFollowUps)]
[ProducesResponseType<FollowUpItem>(StatusCodes.Status200OK)]
[ProducesResponseType(StatusCodes.Status202Accepted)]
[ProducesResponseType(typeof(ProblemDetails), StatusCodes.Status404NotFound, "application/problem+json")] // The generic ones would hide those of the base.
[ProducesResponseType(typeof(ProblemDetails), StatusCodes.Status409Conflict, "application/problem+json")]
public sealed class FollowUpWorkController(FollowUpQueries followUps, FollowUpCommands commands) : ApiControllerBase
{
    /// <summary>Says that the caller of this route is calling: for 15 minutes, or until their next call to the number.</summary>
    /// <param name="id">The follow-up's <c>id</c>.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPost("claim", Name = "claimFollowUp")]
    public async Task<ActionResult> ClaimAsync(long id, CancellationToken cancellation) => await ReplyAsync(id, await commands.ClaimAsync(id, Caller, cancellation), cancellation);

    /// <summary>Takes that back.</summary>
    /// <param name="id">The follow-up's <c>id</c>.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPost("release", Name = "releaseFollowUp")]
    public async Task<ActionResult> ReleaseAsync(long id, CancellationToken cancellation) => await ReplyAsync(id, await commands.ReleaseAsync(id, Caller, cancellation), cancellation);

    /// <summary>Puts a follow-up off until a time, or until the caller calls again.</summary>
    /// <param name="id">The follow-up's <c>id</c>.</param>
    /// <param name="snooze">Until when.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPost("snooze", Name = "snoozeFollowUp")]
    public async Task<ActionResult> SnoozeAsync(long id, FollowUpSnoozeRequest snooze, CancellationToken cancellation) =>
        await ReplyAsync(id, await commands.SnoozeAsync(id, snooze.UntilUtc?.UtcDateTime, Caller, cancellation), cancellation);

    /// <summary>Gives a follow-up to a user, as long as it is open.</summary>
    /// <param name="id">The follow-up's <c>id</c>.</param>
    /// <param name="assignment">To whom.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPost("assign", Name = "assignFollowUp")]
    public async Task<ActionResult> AssignAsync(long id, FollowUpAssignmentRequest assignment, CancellationToken cancellation) =>
        await ReplyAsync(id, await commands.AssignAsync(id, assignment.UserId, Caller, cancellation), cancellation);

    /// <summary>Adds a note, or the outcome of an attempt to call back.</summary>
    /// <param name="id">The follow-up's <c>id</c>.</param>
    /// <param name="note">The note.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPost("note", Name = "addFollowUpNote")]
    public async Task<ActionResult> NoteAsync(long id, FollowUpNoteRequest note, CancellationToken cancellation) => Texts.Filled(note.Text) is var text && text is null && note.Outcome is null
        ? Invalid("text", "A note needs a text or an outcome.")
        : await ReplyAsync(id, await commands.NoteAsync(id, text, note.Outcome, Caller, cancellation), cancellation);

    private async Task<ActionResult> ReplyAsync(long id, FollowUpResult result, CancellationToken cancellation) => result.Outcome switch
    {
        // Whoever sees only open follow-ups may not see this one any more.
        FollowUpOutcome.Shown => await followUps.FindAsync(Caller.Visibility, id, cancellation) is { } followUp ? Ok(followUp) : Accepted(),
        FollowUpOutcome.Accepted => Accepted(),
        FollowUpOutcome.Unknown => Unknown($"No follow-up has the id {id}."),
        FollowUpOutcome.Ended => Problem($"The follow-up {id} is not open any more, or the number was missed again since.", statusCode: StatusCodes.Status409Conflict),
        FollowUpOutcome.ClaimedByColleague => Problem($"{result.ClaimedBy} is calling, until {result.ClaimedUntilUtc:O} at most.", statusCode: StatusCodes.Status409Conflict),
        FollowUpOutcome.TimePassed => Invalid("untilUtc", "The time has passed."),
        FollowUpOutcome.UnknownUser => Invalid("userId", "No user who may work on this follow-up has that id."),
    };
}

/// <summary>The time until which a follow-up is put off.</summary>
public sealed record FollowUpSnoozeRequest
{
    /// <summary>The instant; <see langword="null"/> to have the follow-up back now.</summary>
    public required DateTimeOffset? UntilUtc { get; init; }
}

/// <summary>The user who is to call back.</summary>
public sealed record FollowUpAssignmentRequest
{
    /// <summary>The user's id; <see langword="null"/> for nobody.</summary>
    public required string? UserId { get; init; }
}

/// <summary>A note on a follow-up.</summary>
public sealed record FollowUpNoteRequest
{
    /// <summary>The text, of at most 2,000 characters. It may be left out with an outcome.</summary>
    [MaxLength(FollowUpCommands.LongestNote)]
    public string? Text { get; init; }

    /// <summary>The outcome of an attempt to call back.</summary>
    public AttemptOutcome? Outcome { get; init; }
}
