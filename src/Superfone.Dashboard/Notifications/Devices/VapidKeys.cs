using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Push;

namespace Superfone.Dashboard.Notifications.Devices;

/// <summary>
/// The keys by which push services recognise this application (VAPID, RFC 8292), made when they are first needed and kept protected. Every
/// subscription is bound to them.
/// </summary>
public sealed class VapidKeys(SettingStore settings, PushTable devices, PrimaryWriter writer, IDataProtectionProvider protection, ILogger<VapidKeys> logger) : IDisposable
{
    private const string Setting = "PushVapidKey";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IDataProtector _protector = protection.CreateProtector("Superfone.Push.VapidKey");
    private VapidKey? _key;

    /// <summary>Finds the keys, or makes them.</summary>
    /// <exception cref="System.Data.Common.DbException">They could not be read or stored.</exception>
    public async Task<VapidKey> GetAsync()
    {
        if (Volatile.Read(ref _key) is { } known)
            return known;
        await _turn.WaitAsync();
        try
        {
            return _key ??= await OpenAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<VapidKey> OpenAsync()
    {
        if (settings.Find(Setting) is { } stored)
        {
            if (Unprotect(stored) is { } key)
                return key;

            // Push services would refuse whatever is signed with another key.
            logger.LogWarning("The keys that protect the key for notifications are lost. Devices must turn notifications on again");
            await writer.RunAsync(devices.RemoveAll);
            await settings.RemoveAsync(Setting);
        }

        return Unprotect(await settings.GetOrAddAsync(Setting, _protector.Protect(Create().Private))) ?? throw new CryptographicException("The key cannot be read.");
    }

    private VapidKey? Unprotect(string stored)
    {
        try
        {
            return Of(Base64Url.DecodeFromChars(_protector.Unprotect(stored)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static VapidKey Create()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Of(made.ExportParameters(includePrivateParameters: true).D!);
    }

    // The public key follows from the private one.
    private static VapidKey Of(byte[] secret)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new VapidKey(Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]), Base64Url.EncodeToString(secret));
    }
}

/// <summary>A pair of keys on the curve P-256, base64url.</summary>
/// <param name="Public">The public key, uncompressed.</param>
/// <param name="Private">The private key.</param>
public sealed record VapidKey(string Public, string Private)
{
    /// <inheritdoc/>
    public override string ToString() => Public;
}
