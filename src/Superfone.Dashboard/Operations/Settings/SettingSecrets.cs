using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Superfone.Dashboard.Configuration.Stored;

namespace Superfone.Dashboard.Operations.Settings;

/// <summary>Protects the settings that nobody sees again, such as passwords, by the keys of the data folder: the database and its copies hold no readable one.</summary>
public sealed class SettingSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Superfone.Settings.Secret");

    /// <summary>The value to store.</summary>
    public KeyValuePair<string, string?> Protect(KeyValuePair<string, string?> value) =>
        SettingCatalog.IsSecret(value.Key) && !string.IsNullOrEmpty(value.Value) ? new(value.Key, _protector.Protect(value.Value)) : value;

    /// <summary>The value in effect.</summary>
    /// <exception cref="CryptographicException">The keys are lost.</exception>
    public KeyValuePair<string, string?> Unprotect(KeyValuePair<string, string?> value) =>
        SettingCatalog.IsSecret(value.Key) && !string.IsNullOrEmpty(value.Value) ? new(value.Key, _protector.Unprotect(value.Value)) : value;
}
