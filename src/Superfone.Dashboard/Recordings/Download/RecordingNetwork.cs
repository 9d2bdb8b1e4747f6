using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Microsoft.Security.AntiSSRF;
using Polly;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Recordings.Download;

/// <summary>
/// The HTTP client for recordings. Every address is checked on connection, so that a name cannot lead to a private address, whatever it
/// resolved to before.
/// </summary>
internal static class RecordingNetwork
{
    /// <summary>The name of the client.</summary>
    public const string Client = "Recordings";

    // Forms of an IPv4 address that the library does not check: translated (::ffff:0:a.b.c.d) and compatible (::a.b.c.d).
    private static readonly string[] OtherForms = ["::ffff:0:0:0/96", "::/96"];

    // Metadata services of clouds, which hand out credentials, inside ranges that may otherwise be allowed as private networks.
    private static readonly string[] Metadata = ["fd00:ec2::/32", "100.100.100.200/32"];

    /// <summary>Adds the client. Quick failures are retried twice within about a second.</summary>
    public static void AddRecordingClient(this IServiceCollection services) => services
        .AddHttpClient(Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // A long file takes its time; the reader watches for stalls.
            client.DefaultRequestHeaders.UserAgent.ParseAdd("SuperfoneDashboard/1.0");
        })
        .RemoveAllLoggers() // They would log the URL.
        .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider.GetRequiredService<IOptions<RecordingOptions>>().Value))
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
            retry.ShouldHandle = async arguments => !IsRefusal(arguments.Outcome.Exception)
                && (IsUnreachable(arguments.Outcome.Exception) || await isTransient(arguments));
            builder.AddRetry(retry);
        });

    /// <summary>Whether an error means that an address is not allowed.</summary>
    public static bool IsRefusal(Exception? error) => error is AntiSSRFException or { InnerException: AntiSSRFException };

    /// <summary>Whether an error comes from the network. The library removes the <see cref="HttpRequestException"/> around it.</summary>
    public static bool IsUnreachable(Exception? error) => error is HttpRequestException or SocketException or AuthenticationException or IOException;

    private static AntiSSRFHandler CreateHandler(RecordingOptions options)
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.None) { AllowPlainTextHttp = options.AllowPrivateNetworks };
        policy.AddDeniedAddresses([.. IPAddressRanges.recommendedLatest.Except(options.AllowPrivateNetworks ? OwnNetwork : []), .. OtherForms, .. Metadata]);
        if (options.AllowPrivateNetworks)
            policy.AddAllowedAddresses(IPAddressRanges.loopback);
        var handler = policy.GetHandler();
        handler.AllowAutoRedirect = false; // Redirects are followed by hand, because hosts are checked by name too.
        handler.UseCookies = false;
        handler.ConnectTimeout = options.StallTimeout;
        handler.MaxConnectionsPerServer = options.Concurrency;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
        return handler;
    }

    private static IEnumerable<string> OwnNetwork =>
    [
        .. IPAddressRanges.privateUse, .. IPAddressRanges.loopback, .. IPAddressRanges.uniqueLocal, .. IPAddressRanges.sharedAddressSpace,
    ];
}
