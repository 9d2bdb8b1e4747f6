using System.Diagnostics.Metrics;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Configuration.Telemetry;

namespace Superfone.Dashboard.Access.Requests;

/// <summary>Counts the wrong secrets and tokens of each address. It is asked only once one is wrong, so that valid ones are never delayed.</summary>
public sealed class RefusedSecrets : IDisposable
{
    /// <summary>The time after which an address may fail again.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> _limiter;
    private readonly Counter<long> _refused;

    /// <summary>Creates counters at zero.</summary>
    public RefusedSecrets(IOptions<LimitOptions> options, IMeterFactory meters)
    {
        _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
            address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = options.Value.WrongSecretsPerMinute,
                Window = Wait,
            }));
        _refused = meters.CreateOwn().CreateCounter<long>(
            "superfone.secrets.refused", "{request}", "Requests with a wrong webhook secret or API token: refused, or limited because too many came from their address.");
    }

    /// <summary>Counts a wrong secret.</summary>
    /// <param name="address">Where it came from.</param>
    /// <returns>Whether there were too many from there in this minute, so that 429 is the reply.</returns>
    public bool IsTooMany(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(AddressNetwork.Of(address ?? IPAddress.None));
        _refused.Add(1, new KeyValuePair<string, object?>("result", lease.IsAcquired ? "refused" : "limited"));
        return !lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
