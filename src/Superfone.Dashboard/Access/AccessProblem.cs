using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Superfone.Dashboard.Access;

/// <summary>Replies to requests that are refused before anything handles them: problem+json for programs, a page for people.</summary>
internal static class AccessProblem
{
    private static readonly PathString[] ForPrograms = ["/api", "/mcp", "/hubs", "/metrics", "/openapi", "/health", "/webhooks", "/_blazor"];

    /// <summary>Whether a path is meant for programs, which expect a status instead of a page.</summary>
    public static bool IsForPrograms(PathString path) => ForPrograms.Any(prefix => path.StartsWithSegments(prefix));

    /// <summary>Replies 401.</summary>
    public static Task WriteUnauthorisedAsync(HttpResponse response)
    {
        response.Headers.WWWAuthenticate = "Bearer";
        return WriteAsync(response, StatusCodes.Status401Unauthorized, "Sign in, or send the header 'Authorization: Bearer <API token>' with a valid token.");
    }

    /// <summary>Replies 403.</summary>
    /// <param name="response">The response.</param>
    /// <param name="detail">The reason, if it is not the role.</param>
    public static Task WriteForbiddenAsync(HttpResponse response, string? detail = null) =>
        WriteAsync(response, StatusCodes.Status403Forbidden, detail ?? "Your role does not permit this.");

    /// <summary>Replies 429.</summary>
    /// <param name="response">The response.</param>
    /// <param name="wait">The time after which to try again.</param>
    public static Task WriteTooManyAsync(HttpResponse response, TimeSpan wait)
    {
        response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(response, StatusCodes.Status429TooManyRequests, "There were too many requests. Try again later.");
    }

    /// <summary>Replies 403 to a browser; the page of errors says so.</summary>
    public static Task DenyPage(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Replies to a request that is not valid HTTP, or larger than is permitted.</summary>
    /// <param name="response">The response.</param>
    /// <param name="error">What is wrong with it.</param>
    public static Task WriteBadRequestAsync(HttpResponse response, BadHttpRequestException error) => WriteAsync(response, error.StatusCode, error.Message);

    private static Task WriteAsync(HttpResponse response, int status, string detail)
    {
        ProblemHttpResult problem = TypedResults.Problem(detail, statusCode: status);
        return problem.ExecuteAsync(response.HttpContext);
    }
}
