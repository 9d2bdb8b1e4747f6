using System.Net;
using System.Security.Cryptography.X509Certificates;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Operations.Reach;

/// <summary>What a check of the public URL takes from the system: names, which addresses are public, and which certificates are trusted.</summary>
public sealed class ReachNetwork
{
    /// <summary>The network as the system knows it.</summary>
    public static ReachNetwork System { get; } = new()
    {
        ResolveAsync = Dns.GetHostAddressesAsync,
        IsPublic = PublicNetwork.IsPublic,
        Timeout = TimeSpan.FromSeconds(6),
    };

    /// <summary>Finds the addresses of a name, or of an address as text.</summary>
    public required Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync { get; init; }

    /// <summary>Whether the internet can reach an address.</summary>
    public required Func<IPAddress, bool> IsPublic { get; init; }

    /// <summary>The time after which an answer is not waited for any longer.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The only certificate authorities that are trusted; <see langword="null"/> for those of the system.</summary>
    public X509ChainPolicy? Authorities { get; init; }
}
