using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Microsoft.Security.AntiSSRF;
using Polly;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>The HTTP client for recordings.</summary>
internal static class RecordingNetwork
{
    /// <summary>The name of the client.</summary>
    public const string Client = "Recordings";

    /// <summary>Adds the client. Quick failures are retried twice within about a second.</summary>
    public static void AddRecordingClient(this IServiceCollection services) => services
        .AddPublicHttpClient(
            Client,
            client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // A long file takes its time; the reader watches for stalls.
                client.NameApplication();
            },
            provider => CreateHandler(provider.GetRequiredService<IOptionsMonitor<RecordingOptions>>().CurrentValue))
        .AddResilienceHandler("quick", (builder, context) =>
        {
            builder.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            var retry = new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(250),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldRetryAfterHeader = false, // A server must not keep a worker waiting.
            };
            var isTransient = retry.ShouldHandle;
            retry.ShouldHandle = async arguments => !PublicNetwork.IsRefusal(arguments.Outcome.Exception)
                && (PublicNetwork.IsUnreachable(arguments.Outcome.Exception) || await isTransient(arguments));
            builder.AddRetry(retry);
        });

    private static AntiSSRFHandler CreateHandler(RecordingOptions options)
    {
        // Redirects are followed by hand, because hosts are checked by name too.
        var handler = PublicNetwork.CreateHandler(options.AllowPrivateNetworks);
        handler.ConnectTimeout = options.StallTimeout;

        // The service counts downloads, whose number can be changed; a handler lives for minutes.
        handler.MaxConnectionsPerServer = RecordingOptions.MostConcurrency;
        return handler;
    }
}
