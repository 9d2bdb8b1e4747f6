using Microsoft.AspNetCore.Diagnostics;

namespace Superfone.Dashboard.Access;

/// <summary>Replies to programs whose request is too large or breaks off, where nothing else does: it is their error, not one of the application.</summary>
internal sealed class BadRequestHandler : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException error || !AccessProblem.IsForPrograms(httpContext.Request.Path))
            return false;
        await AccessProblem.WriteBadRequestAsync(httpContext.Response, error);
        return true;
    }
}
