using Microsoft.Extensions.Diagnostics.HealthChecks;
using Superfone.Dashboard.Storage.Faults;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations;

/// <summary>
/// Checks whether deliveries can be stored. Only a durable write proves it, because a full disk can still be read. Anyone may send this
/// request, so all requests within a second share one write. The result is also shown on pages.
/// </summary>
internal sealed class IngestHealth(IngestProbe probe, StorageFaults faults, TimeProvider time, IHostApplicationLifetime lifetime) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private HealthCheckResult _last;
    private long? _lastAt;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return HealthCause.Unhealthy(HealthCause.Stopping, "The application is stopping.");
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // What a delivery has shown since is newer.
            var isNews = (_last.Status == HealthStatus.Healthy) != (faults.Of(StoragePart.Log) is null);
            if (_lastAt is not { } at || isNews || time.GetElapsedTime(at) >= Validity)
            {
                // SQLite blocks the calling thread, even in its asynchronous methods.
                _last = await Task.Run(Probe, CancellationToken.None);
                _lastAt = time.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private HealthCheckResult Probe()
    {
        try
        {
            probe.Write();
            faults.Clear(StoragePart.Log);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error)
        {
            faults.Report(StoragePart.Log, error);
            return faults.Of(StoragePart.Log) is { } fault ? HealthCause.Unhealthy(fault.Word, error.Message) : HealthCheckResult.Unhealthy(error.Message, error);
        }
    }
}
