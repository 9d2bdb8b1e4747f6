using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api;

/// <summary>Contacts.</summary>
[Route("api/v1/contacts")]
[Tags("Contacts")]
public sealed class ContactsController(ContactQueries contacts, TimelineQueries timeline) : ApiControllerBase
{
    /// <summary>Lists contacts, highest id first.</summary>
    [HttpGet]
    public Task<Page<ContactItem>> ListAsync([FromQuery] ContactFilter filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        contacts.ListAsync(Caller.Visibility, filter, page.Cursor, page.Limit, cancellation);

    /// <summary>One contact.</summary>
    /// <param name="contactId">Superfone's key of the contact.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{contactId}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<ContactItem>> FindAsync(long contactId, CancellationToken cancellation) =>
        Found(await contacts.FindAsync(Caller.Visibility, contactId, cancellation), $"No contact has the id {contactId}.");

    /// <summary>A contact's calls, changes and tasks, newest first.</summary>
    /// <param name="contactId">Superfone's key of the contact.</param>
    /// <param name="page">The requested page.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{contactId}/timeline")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<Page<TimelineItem>>> TimelineAsync(
        long contactId, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        Found(await timeline.ListAsync(Caller.Visibility, contactId, page.Cursor, page.Limit, cancellation), $"No contact has the id {contactId}.");
}
