using System.CommandLine;
using System.Globalization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Ingest.Import;
using Superfone.Dashboard.Ingest.Log;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The command <c>import</c>, which needs the data folder for itself.</summary>
internal sealed class ImportCommand(DeliveryImport import, CommandConsole console, CancellationToken cancellation)
{
    private const int MostProblems = 1000;

    /// <summary>Creates the command.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public static Command Create(Func<WebApplication> build)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "A file of JSON lines, one body each; or a backup: its folder, or the superfone.db in it",
            Arity = ArgumentArity.OneOrMore,
        };
        var import = new Command("import", "Adds deliveries from files to the log, while no server runs; those that the log has already are not added again") { files };
        import.SetAction((given, cancellation) => RunAsync(build, CommandConsole.Of(given), [.. given.GetRequiredValue(files).Select(Locate)], cancellation));
        return import;
    }

    private static async Task<int> RunAsync(Func<WebApplication> build, CommandConsole console, IReadOnlyList<(string Name, string Path)> files, CancellationToken cancellation)
    {
        await using var app = build();
        await CommandData.RequireAloneAsync(app.Services, "open its page /deliveries/import");
        var log = app.Services.GetRequiredService<DeliveryLog>();
        await log.StartAsync(CancellationToken.None);
        try
        {
            var command = new ImportCommand(app.Services.GetRequiredService<DeliveryImport>(), console, cancellation);
            var bad = 0;
            foreach (var (name, path) in files)
                bad += await command.ImportAsync(name, path);
            return bad == 0 ? 0 : throw new CommandException(bad == 1 ? "One body was not imported." : $"{bad} bodies were not imported.");
        }
        catch (OperationCanceledException)
        {
            throw new CommandException("Stopped; the same command adds the rest.");
        }
        finally
        {
            await log.StopAsync(CancellationToken.None);
        }
    }

    // All files are looked at before the first is imported.
    private static (string Name, string Path) Locate(string name)
    {
        var path = Path.GetFullPath(name);
        if (Directory.Exists(path))
        {
            var database = Path.Combine(path, PrimaryFile.Name);
            return File.Exists(database) && LogFile.IsDatabase(database)
                ? (name, database)
                : throw new CommandException($"The folder '{name}' has no {PrimaryFile.Name} that can be read; an encrypted backup must be restored first, with 'restore'.");
        }

        if (!File.Exists(path))
            throw new CommandException($"There is no file '{name}'.");
        return LogFile.IsDatabase(path) || BodyFile.IsText(path)
            ? (name, path)
            : throw new CommandException($"'{name}' is neither JSON lines nor a backup's log; an encrypted backup must be restored first, with 'restore'.");
    }

    private async Task<int> ImportAsync(string name, string path)
    {
        var tally = new ImportTally(MostProblems);
        await CommandProgress.ShowAsync(console, name, async progress =>
        {
            await (LogFile.IsDatabase(path) ? ImportLogAsync(path, tally, progress) : ImportTextAsync(path, tally, progress));
            return true;
        });
        var bad = tally.Problems.Where(body => body.DeliveryId == 0).ToList();
        foreach (var body in bad)
            await console.Output.WriteLineAsync(OneLine.Of($"bad {name}:{body.Number}: {body.Reason}"));
        if (tally.Refused > bad.Count)
            await console.Output.WriteLineAsync($"bad {name}: {tally.Refused - bad.Count} others");
        await console.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {tally.Accepted} accepted, {tally.Duplicates} duplicates, {tally.Unrecognised} unrecognised, {tally.Quarantined} quarantined, {tally.Refused} bad"));
        return tally.Refused;
    }

    private async Task ImportLogAsync(string path, ImportTally tally, IProgress<(long Done, long Total)> progress)
    {
        using var log = LogFile.Open(path);
        await foreach (var body in import.ImportMissingAsync(log, Actor.System, cancellation))
        {
            tally.Add(body);
            progress.Report((body.Number, log.LastDeliveryId));
        }
    }

    private async Task ImportTextAsync(string path, ImportTally tally, IProgress<(long Done, long Total)> progress)
    {
        await using var file = File.OpenRead(path);
        await foreach (var body in import.ImportMissingAsync(file, Actor.System, cancellation))
        {
            tally.Add(body);
            progress.Report((file.Position, file.Length));
        }
    }
}
