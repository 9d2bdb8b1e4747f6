using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api;

/// <summary>Contacts.</summary>
[Route("api/v1/contacts")]
[Tags("Contacts")]
public sealed class ContactsController(ContactQueries contacts, TimelineQueries timeline, ReadLog reads) : ApiControllerBase
{
    /// <summary>Lists contacts, highest id first.</summary>
    [HttpGet(Name = "listContacts")]
    public Task<Page<ContactItem>> ListAsync([FromQuery] ContactFilter filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        contacts.ListAsync(Caller.Visibility, filter, page.Cursor, page.Limit, cancellation);

    /// <summary>One contact.</summary>
    /// <param name="contactId">Superfone's key of the contact.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{contactId}", Name = "getContact")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<ContactItem>> FindAsync(long contactId, CancellationToken cancellation)
    {
        if (await contacts.FindAsync(Caller.Visibility, contactId, cancellation) is not { } contact)
            return Unknown($"No contact has the id {contactId}.");
        await reads.ContactAsync(Caller, contactId);
        return contact;
    }

    /// <summary>A contact's calls, changes and tasks, newest first.</summary>
    /// <param name="contactId">Superfone's key of the contact.</param>
    /// <param name="page">The requested page.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{contactId}/timeline", Name = "getContactTimeline")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<Page<TimelineItem>>> TimelineAsync(
        long contactId, [FromQuery] PageParameters page, CancellationToken cancellation)
    {
        if (await timeline.ListAsync(Caller.Visibility, contactId, page.Cursor, page.Limit, cancellation) is not { } items)
            return Unknown($"No contact has the id {contactId}.");
        await reads.ContactAsync(Caller, contactId);
        return items;
    }
}
