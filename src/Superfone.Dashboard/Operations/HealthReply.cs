using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Superfone.Dashboard.Operations;

/// <summary>
/// Writes the reply of a health check. Anonymous callers see the cause as one word, because errors name paths; authenticated ones
/// see the details.
/// </summary>
internal static class HealthReply
{
    /// <summary>Writes the reply, such as <c>{"status":"unready","cause":"disk","parts":{"log":"disk"}}</c>.</summary>
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var maySeeDetails = context.User.Identity?.IsAuthenticated == true;
        var named = report.Entries.Where(part => !HealthCause.IsReady(part.Value)).OrderBy(part => part.Value.Status).ToList();
        var reply = new Dictionary<string, object>
        {
            ["status"] = report.Status == HealthStatus.Unhealthy ? "unready" : named.Count > 0 ? "degraded" : "ready",
        };
        if (named is [var (name, worst), ..])
            reply["cause"] = HealthCause.Of(name, worst);
        reply["parts"] = report.Entries.ToDictionary(part => part.Key, part => HealthCause.IsReady(part.Value)
            ? "ready"
            : (maySeeDetails ? part.Value.Description ?? part.Value.Exception?.Message : null) ?? HealthCause.Of(part.Key, part.Value));
        return context.Response.WriteAsJsonAsync(reply, context.RequestAborted);
    }
}
