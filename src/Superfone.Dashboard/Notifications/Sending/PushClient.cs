using System.Net;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Notifications.Devices;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Sending;

/// <summary>Sends one message to a push service, encrypted for the device (RFC 8291) and signed with the application's key (RFC 8292).</summary>
internal sealed class PushClient(IHttpClientFactory clients, VapidKeys keys, IOptionsMonitor<AddressOptions> addresses, IOptionsMonitor<PushOptions> options, TimeProvider time, ILogger<PushClient> logger)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "Push";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds the HTTP client, which never connects to a private network unless that is allowed.</summary>
    public static void AddTo(IServiceCollection services) => services.AddPublicHttpClient(
        Client, client => client.Timeout = Timeout, provider => PublicNetwork.CreateHandler(provider.GetRequiredService<IOptions<PushOptions>>().Value.AllowPrivateNetworks));

    /// <summary>Sends a message once.</summary>
    /// <param name="device">The device.</param>
    /// <param name="content">The message.</param>
    /// <param name="timeToLive">How long the push service keeps it for a device that cannot be reached.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The result, and for how long the push service asks to wait before another attempt.</returns>
    public async Task<(PushResult Result, TimeSpan? Wait)> SendAsync(PushDevice device, string content, TimeSpan timeToLive, CancellationToken cancellation)
    {
        try
        {
            var key = await keys.GetAsync();
            using var http = clients.CreateClient(Client);
            using var authentication = new VapidAuthentication(key.Public, key.Private) { Subject = SubjectFor(device) };
            var client = new PushServiceClient(http) { AutoRetryAfter = false };
            var message = new PushMessage(content) { TimeToLive = (int)timeToLive.TotalSeconds, Urgency = PushMessageUrgency.High };
            var subscription = new PushSubscription { Endpoint = device.Endpoint };
            subscription.SetKey(PushEncryptionKeyName.P256DH, device.P256dh);
            subscription.SetKey(PushEncryptionKeyName.Auth, device.Auth);
            await client.RequestPushMessageDeliveryAsync(subscription, message, authentication, VapidAuthenticationScheme.Vapid, cancellation);
            return (PushResult.Sent, null);
        }
        catch (PushServiceClientException error)
        {
            var result = ResultOf(error.StatusCode);
            if (result == PushResult.Failed)
                logger.LogWarning("The push service {Host} refused a notification with {Status}", HostOf(device), (int)error.StatusCode);
            return (result, error.Headers?.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null);
        }
        catch (Exception error) when (PublicNetwork.IsRefusal(error))
        {
            logger.LogWarning("The push service {Host} has an address that is not allowed", HostOf(device));
            return (PushResult.Failed, null);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && (PublicNetwork.IsUnreachable(error) || error is OperationCanceledException))
        {
            return (PushResult.Retry, null);
        }
    }

    private static PushResult ResultOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => PushResult.Gone,
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => PushResult.Retry,
        _ => PushResult.Failed,
    };

    // Whom the push service may contact; some of them demand it. Without HTTPS there is nothing that they accept.
    private string? SubjectFor(PushDevice device) => options.CurrentValue.Contact is { } contact ? $"mailto:{contact}" :
        (addresses.CurrentValue.Public ?? new Uri(device.Origin)) is { Scheme: "https" } address ? address.GetLeftPart(UriPartial.Authority) : null;

    private static string HostOf(PushDevice device) => new Uri(device.Endpoint).Host;
}
