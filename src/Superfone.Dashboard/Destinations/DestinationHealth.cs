using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Operations;

namespace Superfone.Dashboard.Destinations;

/// <summary>Checks whether destinations accept events. Without that, everything else works: the application is degraded, not out of order.</summary>
internal sealed class DestinationHealth(DestinationDirectory directory) : IHealthCheck
{
    /// <summary>The part, and the cause.</summary>
    public const string Name = "destinations";

    private const int MostNamed = 3;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var failing = await directory.FailingAsync(cancellationToken);
            return failing.Count == 0 ? HealthCheckResult.Healthy() : HealthCause.Degraded(Name, string.Join(' ', failing.Take(MostNamed).Select(Describe)));
        }
        catch (DbException)
        {
            // The check of the database tells it.
            return HealthCheckResult.Healthy();
        }
    }

    private static string Describe(FailingDestination failing) =>
        string.Create(CultureInfo.InvariantCulture, $"Destination {failing.Id} ({failing.Name}) has accepted nothing since {failing.SinceUtc:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
}
