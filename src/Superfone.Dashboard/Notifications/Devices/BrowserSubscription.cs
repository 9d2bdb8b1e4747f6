using System.Buffers.Text;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>What a browser tells of its subscription to its push service. It comes from outside: <see cref="FindProblem"/> before use.</summary>
/// <param name="Endpoint">The address of the push service.</param>
/// <param name="P256dh">The browser's public key, base64url.</param>
/// <param name="Auth">The browser's authentication secret, base64url.</param>
public sealed record BrowserSubscription(string Endpoint, string P256dh, string Auth)
{
    private const int MostCharacters = 2000;
    private const int KeyBytes = 65;
    private const int SecretBytes = 16;
    private const byte Uncompressed = 4;

    /// <summary>What is wrong with it: a sentence; <see langword="null"/> if nothing is.</summary>
    /// <param name="options">Whether push services on private networks are allowed. Addresses are checked on connection too.</param>
    internal string? FindProblem(PushOptions options)
    {
        if (Endpoint.Length > MostCharacters || !Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || address.UserInfo.Length > 0)
            return "The endpoint is not an address.";
        if (!PublicNetwork.AllowsScheme(address, options.AllowPrivateNetworks))
            return "The endpoint is not an https address.";
        if (Decode(P256dh) is not { Length: KeyBytes } key || key[0] != Uncompressed)
            return "The key p256dh is not a public key.";
        return Decode(Auth) is { Length: SecretBytes } ? null : "The key auth does not have 16 bytes.";
    }

    private static byte[]? Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text.AsSpan().TrimEnd('='));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
