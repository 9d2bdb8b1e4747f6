using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;

namespace Superfone.Dashboard.Api;

/// <summary>The base of all routes under <c>/api/v1</c>: any role may read, and errors are problem+json.</summary>
[ApiController]
[RequirePermission(Permission.Read)]
[UnknownParameters]
[BadCursor]
[ProducesResponseType<ValidationProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status429TooManyRequests, "application/problem+json")]
public abstract class ApiControllerBase : ControllerBase
{
    /// <summary>The caller: a user or an API token.</summary>
    protected Actor Caller => HttpContext.RequestServices.GetRequiredService<Actors>().Of(User);

    /// <summary>A 404 reply that says what was not found.</summary>
    protected ObjectResult Unknown(string detail) => Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>A 400 reply that says what is wrong with a value.</summary>
    /// <param name="name">The member of the body, or the parameter.</param>
    /// <param name="problem">What is wrong: a sentence.</param>
    protected ActionResult Invalid(string name, string problem)
    {
        ModelState.AddModelError(name, problem);
        return ValidationProblem();
    }

    /// <summary>The item, or a 404 reply that says what was not found.</summary>
    protected ActionResult<T> Found<T>(T? item, string unless)
        where T : class => item is null ? Unknown(unless) : item;
}
