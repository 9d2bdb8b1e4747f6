using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain.Privacy;
using Superfone.Dashboard.Privacy;

namespace Superfone.Dashboard.Api;

/// <summary>What is known of a person, and its erasure.</summary>
[Route("api/v1")]
[Tags("Privacy")]
public sealed class ErasuresController(EraseCommand command, PersonExport export) : ApiControllerBase
{
    /// <summary>Erases a contact everywhere. It is hidden at once.</summary>
    /// <param name="contactId">Superfone's key of the contact.</param>
    /// <param name="when">`now` deletes it at once, `retention` after the days that are set (365 unless set otherwise).</param>
    [HttpDelete("contacts/{contactId:long}", Name = "eraseContact")]
    [RequirePermission(Permission.Erase)]
    [ProducesResponseType<ErasureReceipt>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult> EraseAsync(long contactId, [FromQuery] string? when)
    {
        if (!Enum.TryParse<ErasureTime>(when, ignoreCase: true, out var time) || when != System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(time.ToString()))
            return Invalid("when", "when is either now or retention.");
        return await command.RequestAsync(contactId, time, Caller) is { } id
            ? Accepted($"/api/v1/erasures/{id}", new ErasureReceipt(id))
            : Unknown($"No contact has the id {contactId}.");
    }

    /// <summary>The state of an erasure.</summary>
    /// <param name="erasureId">The erasure.</param>
    [HttpGet("erasures/{erasureId:long}", Name = "getErasure")]
    [RequirePermission(Permission.Erase)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<ErasureStatus>> FindAsync(long erasureId) =>
        Found(await command.FindAsync(erasureId) is { } state ? new ErasureStatus(state) : null, $"No erasure has the id {erasureId}.");

    /// <summary>All that is known of a contact, as a JSON file.</summary>
    /// <param name="contactId">Superfone's key of the contact.</param>
    /// <param name="cancellation">Stops it.</param>
    [HttpGet("contacts/{contactId:long}/export", Name = "exportContact")]
    [RequirePermission(Permission.Export)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<PersonRecord>> ExportAsync(long contactId, CancellationToken cancellation)
    {
        var person = await export.CollectAsync(contactId, Caller, cancellation);
        if (person is not null)
        {
            Response.Headers.ContentDisposition = $"attachment; filename=\"contact-{contactId}.json\"";
            Response.Headers.CacheControl = "no-store";
        }

        return Found(person, $"No contact has the id {contactId}.");
    }
}

/// <summary>An accepted erasure.</summary>
/// <param name="ErasureId">Its id.</param>
public sealed record ErasureReceipt(long ErasureId);

/// <summary>The state of an erasure.</summary>
/// <param name="State">`waiting`, `running` or `done`.</param>
public sealed record ErasureStatus(ErasureState State);
