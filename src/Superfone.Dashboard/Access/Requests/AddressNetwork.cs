using System.Net;
using System.Net.Sockets;

namespace Superfone.Dashboard.Access.Requests;

/// <summary>Treats the addresses that one computer can use as one.</summary>
internal static class AddressNetwork
{
    /// <summary>The network of 64 bits of an IPv6 address, of which one computer has all addresses; an IPv4 address itself.</summary>
    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]) : address;
    }
}
