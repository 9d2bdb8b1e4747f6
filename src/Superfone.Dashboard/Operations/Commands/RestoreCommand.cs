using System.CommandLine;
using System.Text;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Backups;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The command <c>restore</c>, which makes a new data directory and leaves those that exist alone.</summary>
internal static class RestoreCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public static Command Create(Func<WebApplication> build)
    {
        var backup = new Argument<string>("backup") { Description = "The folder of the backup, such as backups/superfone-20260515T103000Z" };
        var to = new Option<string>("--to") { Description = "The new data directory: missing or empty", Required = true };
        var erasuresOf = new Option<string?>("--erasures-of") { Description = "The data directory that is replaced: who was erased there is erased again" };
        var unauthenticated = new Option<bool>("--unauthenticated") { Description = "Also restore a backup that the configured passphrase does not prove genuine: an unencrypted one, or one of an earlier version" };
        var restore = new Command("restore", "Restores a backup into a new data directory, and prints its path") { backup, to, erasuresOf, unauthenticated };
        restore.SetAction((given, cancellation) => RunAsync(
            build, new RestoreOrder(Path.GetFullPath(given.GetRequiredValue(backup)), Path.GetFullPath(given.GetRequiredValue(to)))
            {
                ErasuresOf = given.GetValue(erasuresOf) is { } folder ? Path.GetFullPath(folder) : null,
                AllowsUnauthenticated = given.GetValue(unauthenticated),
            }, cancellation));
        return restore;
    }

    private static async Task<int> RunAsync(Func<WebApplication> build, RestoreOrder order, CancellationToken cancellation)
    {
        await using var app = build();
        var passphrase = app.Services.GetRequiredService<IOptions<BackupOptions>>().Value.Passphrase ?? AskForPassphrase(order.Backup);
        var restored = await CommandShare.ShowAsync("restore", share => Task.FromResult(BackupRestore.Restore(order with { Passphrase = passphrase }, share, cancellation)));
        foreach (var problem in restored.Problems)
            await Console.Error.WriteLineAsync(problem);
        if (app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Provider == StorageProvider.Postgres)
            await Console.Error.WriteLineAsync($"The database was restored as superfone.db: serve it with {StorageOptions.Section}:{nameof(StorageOptions.Provider)}=sqlite, or 'move' it into an empty database of PostgreSQL.");
        Console.WriteLine(restored.Path);
        return 0;
    }

    private static string? AskForPassphrase(string backup)
    {
        if (Console.IsInputRedirected || !File.Exists(Path.Combine(backup, BackupManifest.FileName)) || BackupManifest.Read(backup).Encryption is null)
            return null;
        Console.Error.Write("Passphrase: ");
        var passphrase = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                passphrase.Length = Math.Max(0, passphrase.Length - 1);
            else
                passphrase.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return passphrase.ToString();
    }
}
