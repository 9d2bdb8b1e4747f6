using System.Data.Common;
using System.Security.Cryptography;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Settings;

/// <summary>Puts the stored settings into effect once the primary database is open.</summary>
internal sealed class SettingsStart(
    SettingStore store, StoredSettings stored, SettingsEditor editor, SettingSecrets secrets, ILogger<SettingsStart> logger) : LifecycleService
{
    /// <inheritdoc/>
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        Load();
        return Task.CompletedTask;
    }

    /// <summary>Replaces what is in effect by what is stored.</summary>
    /// <exception cref="DbException">It cannot be read.</exception>
    internal void Load()
    {
        // A list is configured as a whole: items of both must not mix. A key of another version is kept, but has no meaning.
        var values = store.ReadConfiguration().Where(value => SettingCatalog.All.Values.Any(setting => setting.Owns(value.Key) && !editor.IsConfigured(setting)))
            .Select(Unprotect).OfType<KeyValuePair<string, string?>>().ToDictionary();
        foreach (var section in SettingCatalog.All.Values.Select(setting => setting.Section).Distinct())
        {
            if (editor.ErrorsOf(values, [section]) is not { Count: > 0 } errors)
                continue;
            logger.LogError("Settings made on the page are ignored, because they are not valid any more: {Errors}", string.Join(" ", errors));
            foreach (var key in values.Keys.Where(key => SettingCatalog.All.Values.Any(setting => setting.Section == section && setting.Owns(key))))
                values.Remove(key);
        }

        stored.Replace(values);
    }

    private KeyValuePair<string, string?>? Unprotect(KeyValuePair<string, string?> value)
    {
        try
        {
            return secrets.Unprotect(value);
        }
        catch (CryptographicException)
        {
            logger.LogWarning("The keys that protect {Key} are lost: set it again on the page Settings", value.Key);
            return null;
        }
    }
}
