using Microsoft.AspNetCore.Hosting.Server;
using Superfone.Dashboard.Ingest.Webhook;
using Superfone.Simulation;

namespace Superfone.Dashboard.Demo;

/// <summary>
/// Posts the events of an invented business to the application's own webhook: a week of history at once, then live traffic.
/// </summary>
internal sealed class DemoTraffic(
    DemoMode demo, IServer server, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DemoTraffic> logger) : BackgroundService
{
    /// <summary>The host from which recordings are downloaded.</summary>
    public const string RecordingsHost = "127.0.0.1";

    // A forgotten demo must not fill the disk with recordings.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Started(stoppingToken);
            await using var recordings = await RecordingServer.StartAsync(RecordingsHost, 0, time, stoppingToken);
            await PostAsync(recordings.Url, stoppingToken);
            logger.LogInformation("The demo's live traffic has ended after {Hours} hours; start it again for more", Longest.TotalHours);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The demo has ended.
        }
        catch (Exception error) when (error is SendException or IOException)
        {
            logger.LogError("The demo has no traffic: {Reason}", error.Message);
        }
    }

    private async Task PostAsync(Uri recordings, CancellationToken cancellation)
    {
        var options = new SimulationOptions
        {
            Seed = demo.Seed,
            StartUtc = time.GetUtcNow().UtcDateTime,
            // A week and one day: today is compared with the same day last week.
            History = TimeSpan.FromDays(8),
            Live = Longest,
            CallsPerMinute = 6,
            ReactionSpeed = 8,
            Recordings = recordings,
            // A week of recordings would take a quarter of a gigabyte.
            OldRecordedShare = 0.15,
            Duplicates = 0.005,
            Malformed = 0.001,
            Unknown = 0.001,
        };
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var webhook = new Uri(ListeningAddress.Of(server) + WebhookController.Path);
        await new Sender(client, [webhook], demo.WebhookSecret, time) { Connections = 8 }.SendAsync(DeliverySequence.Of(options), options, cancellation);
    }

    private async Task Started(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registered = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }
}
