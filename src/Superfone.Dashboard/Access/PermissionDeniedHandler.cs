using Microsoft.AspNetCore.Diagnostics;

namespace Superfone.Dashboard.Access;

/// <summary>Replies 403 where a command refused its actor.</summary>
internal sealed class PermissionDeniedHandler : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (PermissionDeniedException or ConfirmationRequiredException))
            return false;
        await AccessProblem.WriteForbiddenAsync(httpContext.Response, exception is ConfirmationRequiredException ? exception.Message : null);
        return true;
    }
}
