using System.CommandLine;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The command <c>backup</c>, which also works while the application runs.</summary>
internal static class BackupCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public static Command Create(Func<WebApplication> build)
    {
        var folder = new Argument<string>("folder") { Description = "The folder of backups, which is created if it is missing; or a place in the configured S3 store, such as s3://our-backups/office" };
        var backup = new Command("backup", "Makes a consistent, verified backup in a folder or in S3, also while the server runs, and prints its path") { folder };
        backup.SetAction((given, cancellation) => RunAsync(build, CommandConsole.Of(given), BackupOptions.Locate(given.GetRequiredValue(folder)), cancellation));
        return backup;
    }

    private static async Task<int> RunAsync(Func<WebApplication> build, CommandConsole console, string folder, CancellationToken cancellation)
    {
        await using var app = build();
        await CommandData.RequireAsync(app.Services);

        // The folder of scheduled backups may be set on the page.
        await ActivatorUtilities.CreateInstance<SettingsStart>(app.Services).StartingAsync(cancellation);
        var job = app.Services.GetRequiredService<BackupJob>();
        var passphrase = app.Services.GetRequiredService<IOptionsMonitor<BackupOptions>>().CurrentValue.Passphrase;
        var made = await CommandShare.ShowAsync(console, "backup", share => job.MakeAsync(folder, passphrase, Actor.System, share, cancellation));
        foreach (var warning in made.Warnings)
            await console.Error.WriteLineAsync(warning);
        if (made.Manifest.Encryption is null)
            await console.Error.WriteLineAsync($"The backup is not encrypted: whoever can read where it lies can read it. {BackupOptions.PassphraseKey} sets a passphrase.");
        if (made.Manifest.RecordingsInS3 is { } remote)
            await console.Error.WriteLineAsync($"{remote.Count} recordings ({remote.SizeBytes >> 20} MiB) are in the S3 store and not in the backup: the store must keep them safe by itself.");
        await console.Output.WriteLineAsync(made.Path);
        return 0;
    }
}
