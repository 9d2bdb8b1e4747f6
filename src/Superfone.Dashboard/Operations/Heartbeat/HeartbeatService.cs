using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Configuration.Mail;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Storage;

namespace Superfone.Dashboard.Operations.Heartbeat;

/// <summary>Calls an uptime service each minute while <c>/health/ready</c> is not failing: only somebody outside can tell that this computer is off.</summary>
internal sealed class HeartbeatService(
    IOptionsMonitor<HeartbeatOptions> options, HealthCheckService health, HeartbeatState state, IHttpClientFactory clients, TimeProvider time, ILogger<HeartbeatService> logger) : BackgroundService
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "Heartbeat";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // Soon after a start, and once all is well again.
    private static readonly TimeSpan WithheldInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly RepeatedError _failure = new();
    private string? _url;

    /// <summary>Adds the HTTP client, which never connects to a private network unless that is allowed.</summary>
    public static void AddTo(IServiceCollection services) => services.AddPublicHttpClient(
        Client,
        client =>
        {
            client.Timeout = Timeout;
            client.NameApplication();
        },
        provider => PublicNetwork.CreateHandler(provider.GetRequiredService<IOptions<HeartbeatOptions>>().Value.AllowPrivateNetworks));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var signal = new WakeSignal(time);
        using var watch = options.OnChange((current, _) =>
        {
            if (current.Url != _url)
                signal.Notify();
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await BeatAsync(stoppingToken);
                _failure.End();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (_failure.IsNew(error))
                    logger.LogError(error, "The heartbeat failed unexpectedly; it is tried again in a minute");
            }

            await signal.WaitAsync(time.GetUtcNow().UtcDateTime + (state.Last?.Result == HeartbeatResult.Withheld ? WithheldInterval : Interval), stoppingToken);
        }
    }

    private async Task BeatAsync(CancellationToken stopping)
    {
        var url = options.CurrentValue.Url;
        if (url != _url)
            state.Forget();
        _url = url;
        if (url is null)
            return;
        var report = await health.CheckHealthAsync(check => check.Tags.Contains(OperationsStage.Ready), stopping);
        var (result, status) = report.Status == HealthStatus.Unhealthy ? (HeartbeatResult.Withheld, null) : await CallAsync(url, stopping);
        Log(result, status);
        state.Ended(new HeartbeatCall(time.GetUtcNow().UtcDateTime, result, status));
    }

    private async Task<(HeartbeatResult Result, int? Status)> CallAsync(string url, CancellationToken stopping)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var reply = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, stopping);
            return (reply.IsSuccessStatusCode ? HeartbeatResult.Answered : HeartbeatResult.Refused, (int)reply.StatusCode);
        }
        catch (Exception error) when (PublicNetwork.IsRefusal(error))
        {
            return (HeartbeatResult.Private, null);
        }
        catch (Exception error) when (PublicNetwork.HasFailed(error, stopping))
        {
            return (HeartbeatResult.Unreachable, null);
        }
    }

    // Once for each change, without the address, which is a secret.
    private void Log(HeartbeatResult result, int? status)
    {
        var before = state.Last?.Result ?? HeartbeatResult.Answered;
        if (before == result)
            return;
        if (result == HeartbeatResult.Answered)
            logger.LogInformation("The heartbeat is answered again");
        else
            logger.LogWarning("The heartbeat is not answered: {Result} {Status}", result, status);
    }
}
