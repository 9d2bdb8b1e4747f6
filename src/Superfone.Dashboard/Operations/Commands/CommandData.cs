using System.Data.Common;
using Superfone.Dashboard.Operations.Settings;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The data on which a command works.</summary>
internal static class CommandData
{
    /// <summary>Requires a primary database of this version.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static async Task RequireAsync(IServiceProvider services)
    {
        var store = services.GetRequiredService<IPrimaryStore>();
        try
        {
            store.RequireExists();
            await using var scope = services.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<PrimaryContext>().IsCurrentAsync())
                throw new CommandException($"{store.Description} is that of another version; start this version once.");
        }
        catch (FileNotFoundException)
        {
            throw new CommandException($"There is no database '{services.GetRequiredService<PrimaryFile>().Path}'; start the application once, or name its folder with --Superfone:Data:Directory.");
        }
        catch (DbException error) when (store is not PrimaryFile)
        {
            throw new CommandException($"{store.Description} cannot be opened: {error.Message}");
        }
    }

    /// <summary>Does the same, keeps every other instance out of the data folder, and puts the settings made on pages into effect.</summary>
    /// <param name="services">The application, which is not started.</param>
    /// <param name="instead">What to do beside a running server: half a sentence.</param>
    /// <exception cref="CommandException">There is no such database, or a server uses it.</exception>
    public static async Task RequireAloneAsync(IServiceProvider services, string instead)
    {
        var directory = services.GetRequiredService<DataDirectory>();
        if (services.GetRequiredService<IPrimaryStore>() is not PrimaryFile { Exists: false } && !directory.TryOpen())
            throw new CommandException($"A server uses the data in '{directory.Path}'; {instead}, or stop it first.");
        await RequireAsync(services);
        await ActivatorUtilities.CreateInstance<SettingsStart>(services).StartingAsync(CancellationToken.None);
    }
}
