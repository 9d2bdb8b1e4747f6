using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Api;

/// <summary>The base of all routes under <c>/api/v1</c>: any role may read, and errors are problem+json.</summary>
[ApiController]
[Authorize(Policy = Policies.Agent)]
[UnknownParameters]
[BadCursor]
[ProducesResponseType<ValidationProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
public abstract class ApiControllerBase : ControllerBase
{
    /// <summary>The caller: the email of a user or the name of an API token.</summary>
    protected string Caller => User.Identity?.Name ?? "unknown";

    /// <summary>A 404 reply that says what was not found.</summary>
    protected ObjectResult Unknown(string detail) => Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>The item, or a 404 reply that says what was not found.</summary>
    protected ActionResult<T> Found<T>(T? item, string unless)
        where T : class => item is null ? Unknown(unless) : item;
}
