using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Access.Requests;

/// <summary>Limits the requests of each API token, and the open pages of each user.</summary>
internal sealed class RequestLimits(IOptions<LimitOptions> options) : IDisposable
{
    private static readonly PathString Circuits = "/_blazor";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Not by the framework's middleware: the timer of its limiter never ends, and keeps in memory an application that has ended (dotnet/aspnetcore#69061).
    private readonly PartitionedRateLimiter<HttpContext> _limiter =
        PartitionedRateLimiter.Create<HttpContext, (string Kind, string Name)>(context => PartitionOf(context, options.Value));

    /// <summary>Passes a request on, or refuses it.</summary>
    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
            await next(context);
        else
            await AccessProblem.WriteTooManyAsync(context.Response, lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : RefusedSecrets.Wait);
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private static RateLimitPartition<(string Kind, string Name)> PartitionOf(HttpContext context, LimitOptions limits)
    {
        var user = context.User;
        if (user.Identity is not { IsAuthenticated: true, Name: { } name })
            return RateLimitPartition.GetNoLimiter(("", ""));
        if (ApiTokenHandler.IsOf(user))
            return RateLimitPartition.GetTokenBucketLimiter(("token", name), _ => Bucket(limits.ApiRequestsPerMinute));

        // The connection of a page lasts as long as the page is open.
        return context.Request.Path.StartsWithSegments(Circuits) && HttpMethods.IsGet(context.Request.Method)
            ? RateLimitPartition.GetConcurrencyLimiter(("circuits", user.FindFirstValue(ClaimTypes.NameIdentifier) ?? name), _ => new() { PermitLimit = limits.CircuitsPerUser })
            : RateLimitPartition.GetNoLimiter(("", ""));
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = perMinute >= 60 ? Period : TimeSpan.FromMinutes(1.0 / perMinute),
    };
}
