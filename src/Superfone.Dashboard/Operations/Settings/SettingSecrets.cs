using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Superfone.Dashboard.Configuration.Stored;

namespace Superfone.Dashboard.Operations.Settings;

/// <summary>Encrypts settings that are secrets before they are stored, with the keys of the data folder.</summary>
public sealed class SettingSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Superfone.Settings.Secrets");

    /// <summary>The value of a configuration key as it is stored.</summary>
    internal KeyValuePair<string, string?> Protect(KeyValuePair<string, string?> value) =>
        IsSecret(value.Key) && value.Value is { Length: > 0 } secret ? new(value.Key, _protector.Protect(secret)) : value;

    /// <summary>The value of a stored configuration key.</summary>
    /// <exception cref="CryptographicException">The keys that protect it are lost.</exception>
    internal KeyValuePair<string, string?> Unprotect(KeyValuePair<string, string?> stored) =>
        IsSecret(stored.Key) && stored.Value is { Length: > 0 } secret ? new(stored.Key, _protector.Unprotect(secret)) : stored;

    private static bool IsSecret(string key) => SettingCatalog.All.TryGetValue(key, out var setting) && setting.Kind == SettingKind.Secret;
}
