using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Security.AntiSSRF;

namespace Superfone.Dashboard.Configuration.Network;

/// <summary>
/// Connections to addresses that others name. Every address is checked on connection, so that a name cannot lead to a private address,
/// whatever it resolved to before.
/// </summary>
internal static class PublicNetwork
{
    // Forms of an IPv4 address that the library does not check: translated (::ffff:0:a.b.c.d) and compatible (::a.b.c.d).
    private static readonly string[] OtherForms = ["::ffff:0:0:0/96", "::/96"];

    // Metadata services of clouds, which hand out credentials, inside ranges that may otherwise be allowed as private networks.
    private static readonly string[] Metadata = ["fd00:ec2::/32", "100.100.100.200/32"];

    private static readonly IPNetwork[] NotPublic = [.. IPAddressRanges.recommendedLatest.Concat(OtherForms).Select(IPNetwork.Parse)];

    private const string UserAgent = "SuperfoneDashboard/1.0";

    /// <summary>Adds an HTTP client whose requests are not logged: their addresses hold numbers and secrets.</summary>
    /// <param name="services">The services to add it to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Configures each client.</param>
    /// <param name="handler">Makes its handler, by <see cref="CreateHandler"/>.</param>
    public static IHttpClientBuilder AddPublicHttpClient(this IServiceCollection services, string name, Action<HttpClient> configure, Func<IServiceProvider, AntiSSRFHandler> handler) =>
        services.AddHttpClient(name, configure).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(handler);

    /// <summary>Names the application in each request.</summary>
    public static void NameApplication(this HttpClient client) => client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);

    /// <summary>Makes a handler that follows no redirects and keeps no cookies.</summary>
    /// <param name="allowsPrivate">Whether private networks, and <c>http:</c>, are allowed.</param>
    public static AntiSSRFHandler CreateHandler(bool allowsPrivate)
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.None) { AllowPlainTextHttp = allowsPrivate };
        policy.AddDeniedAddresses([.. IPAddressRanges.recommendedLatest.Except(allowsPrivate ? OwnNetwork : []), .. OtherForms, .. Metadata]);
        if (allowsPrivate)
            policy.AddAllowedAddresses(IPAddressRanges.loopback);
        var handler = policy.GetHandler();
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
        return handler;
    }

    /// <summary>Whether the internet can reach an address: not one of this computer, of a private network, or reserved.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !NotPublic.Any(network => network.Contains(plain));
    }

    /// <summary>Whether an error means that an address is not allowed. For those such as 0.0.0.0, the framework throws <see cref="ArgumentException"/>.</summary>
    public static bool IsRefusal(Exception? error) => error is AntiSSRFException or { InnerException: AntiSSRFException } or ArgumentException;

    /// <summary>Whether an error comes from the network. The library removes the <see cref="HttpRequestException"/> around it.</summary>
    public static bool IsUnreachable(Exception? error) => error is HttpRequestException or SocketException or AuthenticationException or IOException;

    /// <summary>Whether a request failed on the network or by its time limit, and was not canceled.</summary>
    public static bool HasFailed(Exception error, CancellationToken canceled) => !canceled.IsCancellationRequested && (IsUnreachable(error) || error is OperationCanceledException);

    /// <summary>Whether an address is <c>https:</c>, or <c>http:</c> where private networks are allowed.</summary>
    public static bool AllowsScheme(Uri address, bool allowsPrivate) => address.Scheme == Uri.UriSchemeHttps || (allowsPrivate && address.Scheme == Uri.UriSchemeHttp);

    private static IEnumerable<string> OwnNetwork =>
    [
        .. IPAddressRanges.privateUse, .. IPAddressRanges.loopback, .. IPAddressRanges.uniqueLocal, .. IPAddressRanges.sharedAddressSpace,
    ];
}
