using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>The secrets that sign posts. They are kept protected, and shown once.</summary>
public sealed class DestinationSecrets(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>For how long the former secret signs too, after a new one was made.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>What each secret begins with.</summary>
    internal const string Prefix = "whsec_";

    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("Superfone.Destinations.Secret");

    /// <summary>Makes a secret: <c>whsec_</c> and base64.</summary>
    internal static string Create() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Protects a secret, to store it.</summary>
    internal string Protect(string secret) => _protector.Protect(secret);

    /// <summary>The secrets that sign the posts to a destination now, the present one first; none if the keys that protect them are lost.</summary>
    internal IReadOnlyList<string> Of(Destination destination)
    {
        if (Unprotect(destination.Secret) is not { } present)
            return [];
        return destination.FormerSecretUntilUtc > time.GetUtcNow().UtcDateTime && destination.FormerSecret is { } kept && Unprotect(kept) is { } former
            ? [present, former]
            : [present];
    }

    private string? Unprotect(string kept)
    {
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
