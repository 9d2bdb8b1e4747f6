using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Exports.Everything;

namespace Superfone.Dashboard.Api.Everything;

/// <summary>Everything at once.</summary>
[Route("api/v1/export")]
[Tags("Export")]
[RequirePermission(Permission.Export)]
[RequirePermission(Permission.ManageSettings)]
public sealed class ExportController(EverythingExport export, TimeProvider time) : ApiControllerBase
{
    private const string ContentType = "application/x-ndjson";

    /// <summary>
    /// Exports all calls with transcripts, contacts with their history, tasks, follow-ups, deliveries with bodies, users, the audit log, staff,
    /// destinations and settings as lines of JSON, while new ones arrive. docs/api.md describes the lines. The last one has the type `end`: a file without it is not whole.
    /// </summary>
    /// <param name="asked">What to export.</param>
    /// <param name="cancellation">Stops it.</param>
    [HttpGet(Name = "exportEverything")]
    [ProducesResponseType<Stream>(StatusCodes.Status200OK, ContentType)]
    public async Task<ActionResult> WriteAsync([FromQuery] EverythingParameters asked, CancellationToken cancellation)
    {
        if (asked.Read(ModelState) is not { } request)
            return ValidationProblem();
        await export.CheckAsync(request, Caller, cancellation);
        Response.ContentType = ContentType;
        Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"superfone-{time.GetUtcNow():yyyy-MM-dd}.ndjson\"");
        await export.WriteAsync(request, Response.BodyWriter, Caller, cancellation);
        return new EmptyResult();
    }
}
