using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Superfone.Dashboard;

/// <summary>The application's address, as seen from this machine.</summary>
internal static class ListeningAddress
{
    /// <summary>The first address, such as <c>http://localhost:5080</c>; known once the application has started.</summary>
    public static string Of(IServer server) => Local(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "");

    /// <summary>How an address to listen on is reached from this machine.</summary>
    /// <param name="address">Such as <c>http://+:8080</c>.</param>
    /// <exception cref="FormatException">It is not an address.</exception>
    public static string Local(string address)
    {
        var binding = BindingAddress.Parse(address);

        // A wildcard address is reached as localhost.
        var host = binding.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "localhost" : binding.Host;
        return $"{binding.Scheme}://{host}:{binding.Port}";
    }
}
