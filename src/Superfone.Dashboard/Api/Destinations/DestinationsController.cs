using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Events;

namespace Superfone.Dashboard.Api.Destinations;

/// <summary>Destinations, to which events are passed on.</summary>
[Route("api/v1/destinations")]
[Tags("Destinations")]
[RequirePermission(Permission.ManageSettings)]
public sealed class DestinationsController(DestinationDirectory directory, DestinationEditor editor, DestinationTrials trials) : ApiControllerBase
{
    /// <summary>Lists destinations and how they fare, oldest first; without their secrets.</summary>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet(Name = "listDestinations")]
    public async Task<DestinationList> ListAsync(CancellationToken cancellation) => new(await directory.ListAsync(Caller, cancellation));

    /// <summary>
    /// Makes a destination: `name`, `url`, `form` (`raw` or `item`, raw unless given), `events` (wire names, all unless given), `accounts` (all
    /// unless given), `filter` (`direction`, `missed`, `staffPhone`, `label`, each any unless given), `enabled`. It receives what is received from now on. The reply is the only one that has the secret.
    /// </summary>
    /// <param name="request">The destination.</param>
    /// <param name="cancellation">Stops reading the destination again.</param>
    [HttpPost(Name = "createDestination")]
    [ProducesResponseType<DestinationReply>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult> CreateAsync(DestinationRequest request, CancellationToken cancellation)
    {
        if (request.Read(ModelState) is not { } draft)
            return ValidationProblem();
        var result = await editor.CreateAsync(draft, Caller);
        return result.Problem is { } problem ? Refuse(problem) : Ok(new DestinationReply(result.Id, result.Secret!, (await directory.FindAsync(result.Id, Caller, cancellation))!));
    }

    /// <summary>Changes a destination. What is absent stays as it is; a `filter` replaces the whole one. While it is not enabled, events wait; it receives them once it is.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="request">The changes.</param>
    /// <param name="cancellation">Stops reading the destination again.</param>
    [HttpPatch("{id}", Name = "updateDestination")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<DestinationItem>(StatusCodes.Status200OK)]
    public async Task<ActionResult> ChangeAsync(long id, DestinationRequest request, CancellationToken cancellation)
    {
        if (request.Read(ModelState) is not { } draft)
            return ValidationProblem();
        return await editor.ChangeAsync(id, draft, Caller) switch
        {
            null => UnknownDestination(id),
            { Problem: { } problem } => Refuse(problem),
            _ => Ok(await directory.FindAsync(id, Caller, cancellation)),
        };
    }

    /// <summary>Removes a destination, and with it what it has not received yet.</summary>
    /// <param name="id">The destination.</param>
    [HttpDelete("{id}", Name = "deleteDestination")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> RemoveAsync(long id) => await editor.RemoveAsync(id, Caller) ? NoContent() : UnknownDestination(id);

    /// <summary>Makes another secret. Both sign for 24 hours.</summary>
    /// <param name="id">The destination.</param>
    [HttpPost("{id}/secret", Name = "rotateDestinationSecret")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<SecretReply>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult> RotateAsync(long id) => await editor.RotateAsync(id, Caller) switch
    {
        null => UnknownDestination(id),
        { Problem: { } problem } => Refuse(problem),
        var result => Ok(new SecretReply(result.Secret!)),
    };

    /// <summary>Posts a test now, and answers with its result.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="cancellation">Stops it.</param>
    [HttpPost("{id}/test", Name = "testDestination")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<PostResult>(StatusCodes.Status200OK)]
    public async Task<ActionResult> TestAsync(long id, CancellationToken cancellation) =>
        await trials.TestAsync(id, Caller, cancellation) is { } result ? Ok(result) : UnknownDestination(id);

    /// <summary>Lists the last 200 attempts, newest first; with `failed=true` all events that failed for too long, the last received first.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="page">The page.</param>
    /// <param name="failed">Whether to list what failed for too long.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{id}/attempts", Name = "listDestinationAttempts")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<Page<AttemptItem>>(StatusCodes.Status200OK)]
    public async Task<ActionResult> AttemptsAsync(long id, [FromQuery] PageParameters page, [FromQuery] bool failed, CancellationToken cancellation) =>
        await directory.ExistsAsync(id, Caller, cancellation)
            ? Ok(await directory.PageAsync(id, failed, page.Cursor, page.Limit, Caller, cancellation))
            : UnknownDestination(id);

    /// <summary>Sends the event of an attempt again, as it is in the log now, with the same `webhook-id`. While it is not enabled, the event waits.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="attemptId">The attempt.</param>
    [HttpPost("{id}/attempts/{attemptId}/retry", Name = "retryDestinationAttempt")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<ActionResult> RetryAsync(long id, long attemptId) => await trials.RetryAsync(id, attemptId, Caller)
        ? Accepted()
        : Unknown($"Destination {id} has no attempt {attemptId} whose event is still in the log.");

    /// <summary>Sends all events again that failed for too long; `gone` counts those that are no longer in the log, and leave the list.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpPost("{id}/retry", Name = "retryFailedDestinationEvents")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<RetryReply>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult> RetryFailedAsync(long id, CancellationToken cancellation)
    {
        if (!await directory.ExistsAsync(id, Caller, cancellation))
            return UnknownDestination(id);
        var retried = await trials.RetryFailedAsync(id, Caller);
        return Accepted(new RetryReply(retried.Count, retried.Gone));
    }

    private ObjectResult UnknownDestination(long id) => Unknown($"No destination has the id {id}.");

    private ActionResult Refuse(DraftProblem problem) => problem switch
    {
        DraftProblem.Name => Invalid("name", $"A name has 1 to {DestinationRules.MostNameCharacters} characters."),
        DraftProblem.Url => Invalid("url", $"This is not an address such as https://example.com/hook with up to {DestinationRules.MostUrlCharacters} characters and without a user name."),
        DraftProblem.NotSecure => Invalid("url", $"The address must begin with https; {DestinationOptions.Section}:{nameof(DestinationOptions.AllowPrivateNetworks)} also permits http."),
        DraftProblem.Events => Invalid("events", $"Not all of these are events; events are {string.Join(", ", EventNames.All)}."),
        DraftProblem.Accounts => Invalid("accounts", $"Not all of these are numbers, or there are more than {DestinationRules.MostAccounts}."),
        DraftProblem.StaffPhone => Invalid("filter.staffPhone", "This is not a phone number."),
        DraftProblem.Label => Invalid("filter.label", $"A label has 1 to {DestinationRules.MostLabelCharacters} characters."),
        DraftProblem.OtherSecret => Problem("Somebody else made another secret at the same time; use that one, or make another.", statusCode: StatusCodes.Status409Conflict),
        DraftProblem.TooMany => Problem($"There are {DestinationEditor.Most} destinations already.", statusCode: StatusCodes.Status409Conflict),
    };
}
