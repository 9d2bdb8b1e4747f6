using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Backups.Places;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The command <c>restore</c>, which makes a new data directory and leaves those that exist alone.</summary>
internal static class RestoreCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public static Command Create(Func<WebApplication> build)
    {
        var backup = new Argument<string>("backup") { Description = "The backup: a folder such as backups/superfone-20260515T103000Z, or s3://our-backups/office/superfone-20260515T103000Z" };
        var to = new Option<string?>("--to") { Description = "The new data directory: missing or empty" };
        var erasuresOf = new Option<string?>("--erasures-of") { Description = "The data directory that is replaced: who was erased there is erased again" };
        var unauthenticated = new Option<bool>("--unauthenticated") { Description = "Also restore a backup that the configured passphrase does not prove genuine: an unencrypted one, or one of an earlier version" };
        var list = new Option<bool>("--list") { Description = "Only print the backups in a folder or in S3, newest first" };
        var restore = new Command("restore", "Restores a backup into a new data directory, and prints its path") { backup, to, erasuresOf, unauthenticated, list };
        restore.SetAction((given, cancellation) =>
        {
            var console = CommandConsole.Of(given);
            var path = BackupOptions.Locate(given.GetRequiredValue(backup));
            if (given.GetValue(list))
                return ListAsync(build, console, path);
            return RunAsync(build, console, new RestoreOrder(path, Path.GetFullPath(given.GetValue(to) ?? throw new CommandException("Option '--to' is required: the new data directory.")))
            {
                ErasuresOf = given.GetValue(erasuresOf) is { } folder ? Path.GetFullPath(folder) : null,
                AllowsUnauthenticated = given.GetValue(unauthenticated),
            }, cancellation);
        });
        return restore;
    }

    private static async Task<int> ListAsync(Func<WebApplication> build, CommandConsole console, string place)
    {
        await using var app = build();
        try
        {
            var found = app.Services.GetRequiredService<BackupPlaces>().At(place).Find();
            if (found.Count == 0)
                throw new CommandException($"There are no backups in '{place}'.");
            foreach (var (path, manifest) in found)
            {
                var marks = string.Concat(manifest.Encryption is null ? "" : ", encrypted", manifest.Problems.Count > 0 ? $", {manifest.Problems.Count} recordings missing or damaged" : "");
                await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path} ({(manifest.SizeBytes >> 20) + 1} MiB{marks})"));
            }

            return 0;
        }
        catch (BackupException error)
        {
            throw new CommandException(error.Message);
        }
    }

    private static async Task<int> RunAsync(Func<WebApplication> build, CommandConsole console, RestoreOrder order, CancellationToken cancellation)
    {
        await using var app = build();
        order = order with { Places = app.Services.GetRequiredService<BackupPlaces>() };
        var passphrase = app.Services.GetRequiredService<IOptions<BackupOptions>>().Value.Passphrase ?? AskForPassphrase(console, order);
        var restored = await CommandShare.ShowAsync(console, "restore", share => Task.FromResult(BackupRestore.Restore(order with { Passphrase = passphrase }, share, cancellation)));
        foreach (var problem in restored.Problems)
            await console.Error.WriteLineAsync(problem);
        if (app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Provider == StorageProvider.Postgres)
            await console.Error.WriteLineAsync($"The database was restored as superfone.db: serve it with {StorageOptions.Section}:{nameof(StorageOptions.Provider)}=sqlite, or 'move' it into an empty database of PostgreSQL.");
        await console.Output.WriteLineAsync(restored.Path);
        return 0;
    }

    // What is wrong with the backup, the restore says.
    private static bool IsEncrypted(RestoreOrder order)
    {
        try
        {
            return BackupManifest.Read(order.Places.Open(order.Backup), out _).Encryption is not null;
        }
        catch (BackupException)
        {
            return false;
        }
    }

    private static string? AskForPassphrase(CommandConsole console, RestoreOrder order)
    {
        if (!console.IsTerminal || Console.IsInputRedirected || !IsEncrypted(order))
            return null;
        console.Error.Write("Passphrase: ");
        var passphrase = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                passphrase.Length = Math.Max(0, passphrase.Length - 1);
            else
                passphrase.Append(key.KeyChar);
        }

        console.Error.WriteLine();
        return passphrase.ToString();
    }
}
