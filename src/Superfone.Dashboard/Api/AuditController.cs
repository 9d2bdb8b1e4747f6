using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;

namespace Superfone.Dashboard.Api;

/// <summary>The log of what people and programs did.</summary>
[Route("api/v1/audit")]
[Tags("Audit")]
[RequirePermission(Permission.ManageUsers)]
public sealed class AuditController(AuditQueries entries) : ApiControllerBase
{
    /// <summary>Lists entries, newest first.</summary>
    [HttpGet(Name = "listAuditEntries")]
    public Task<Page<AuditItem>> ListAsync([FromQuery] AuditParameters filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        entries.ListAsync(filter.ToFilter(), page.Cursor, page.Limit, cancellation);
}

/// <summary>A filter of the audit log.</summary>
public sealed record AuditParameters
{
    /// <summary>The first instant.</summary>
    public DateTime? From { get; init; }

    /// <summary>The first instant after it.</summary>
    public DateTime? To { get; init; }

    /// <summary>A user's email, an API token's name, or `system`.</summary>
    public string? User { get; init; }

    /// <summary>What was done.</summary>
    public AuditAction? Action { get; init; }

    internal AuditFilter ToFilter() => new() { From = From, To = To, User = User, Action = Action is { } action ? AuditLog.NameOf(action) : null };
}
