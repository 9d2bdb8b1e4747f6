using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Backups;

namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Opens the data before anything else starts: folder, lock, then the primary database's schema.</summary>
internal sealed class PrimaryStart(
    DataDirectory directory, IPrimaryStore store, IPrimaryMigration migration, SettingStore settings, IDataProtectionProvider protection, ILogger<PrimaryStart> logger) : LifecycleService
{
    /// <inheritdoc/>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        directory.Open();
        Restrict();
        TemporaryFile.Clean(directory.Path);
        try
        {
            migration.Run();
            MakeKeys();
            await settings.GetOrAddAsync(SettingStore.LogId, Guid.NewGuid().ToString());
        }
        catch (DbException error)
        {
            throw new StartException($"{store.Description} cannot be opened: {error.Message}", error);
        }
    }

    // Of two nodes that start together, the second one finds the keys of the first: it would not hear of others for a day.
    private void MakeKeys()
    {
        using var turn = store.EnterStart();
        try
        {
            if (turn is not null)
                protection.CreateProtector(nameof(PrimaryStart)).Protect([]);
        }
        catch (CryptographicException error)
        {
            logger.LogWarning("The keys that protect cookies cannot be used: {Reason}", error.Message);
        }
    }

    // A mounted folder may belong to another user, who then decides who can read it.
    private void Restrict()
    {
        try
        {
            directory.Restrict();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("Other users of this computer may be able to read the data in '{Path}': {Reason}", directory.Path, error.Message);
        }
    }
}
