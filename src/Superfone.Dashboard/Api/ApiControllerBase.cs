using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Api;

/// <summary>What all routes under <c>/api/v1</c> have in common: any role may read, and errors are problem+json.</summary>
[ApiController]
[Authorize(Policy = Policies.Agent)]
[UnknownParameters]
[BadCursor]
[ProducesResponseType<ValidationProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
public abstract class ApiControllerBase : ControllerBase
{
    /// <summary>Who asks: a user's email or an API token's name.</summary>
    protected string Caller => User.Identity?.Name ?? "unknown";

    /// <summary>A reply that says what is not known.</summary>
    protected ObjectResult Unknown(string detail) => Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>The item, or a reply that says what is not known.</summary>
    protected ActionResult<T> Found<T>(T? item, string unless)
        where T : class => item is null ? Unknown(unless) : item;
}
