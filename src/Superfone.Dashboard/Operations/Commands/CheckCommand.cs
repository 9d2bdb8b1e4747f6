using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Operations.Checks;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Checks;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The command <c>check</c>, which changes nothing and also works while the application runs.</summary>
internal sealed class CheckCommand(CommandConsole console, CancellationToken cancellation)
{
    private int _bad;

    /// <summary>Creates the command.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public static Command Create(Func<Action<WebApplicationBuilder>, WebApplication> build)
    {
        var check = new Command("check", "Checks configuration, databases and recordings, and prints a line 'ok <part>' or 'bad <part>: <what>' for each; changes nothing");
        check.SetAction((given, cancellation) => new CheckCommand(CommandConsole.Of(given), cancellation).RunAsync(build));
        return check;
    }

    private async Task<int> RunAsync(Func<Action<WebApplicationBuilder>, WebApplication> build)
    {
        var configuration = new DataConfiguration();
        await CheckAsync("configuration", _ => configuration.CheckAsync(build));
        if (configuration.Folder is not { } folder)
            await CheckAsync("data folder", () => CheckResult.Bad("the configuration does not say where it is"));
        else if (await CheckAsync("data folder", () => FolderCheck.Run(folder)) || Directory.Exists(folder))
            await (configuration.IsSqlite ? CheckFileAsync(new DataCheck(folder), configuration) : CheckServerAsync(build, folder, configuration));
        if (_bad > 0)
            throw new CommandException(_bad == 1 ? "One part is bad." : $"{_bad} parts are bad.");
        return 0;
    }

    private async Task CheckFileAsync(DataCheck data, DataConfiguration configuration)
    {
        if (!data.Exists)
        {
            await CheckAsync("primary database", () => CheckResult.Bad("there is no superfone.db; the first start creates it"));
            return;
        }

        await CheckAsync("primary database", () => data.Primary(cancellation));
        await CheckDataAsync(data, configuration);
    }

    // All of PostgreSQL is read once, into a file beside the read model that is deleted afterwards.
    private async Task CheckServerAsync(Func<Action<WebApplicationBuilder>, WebApplication> build, string folder, DataConfiguration configuration)
    {
        TemporaryFile? copy = null;
        WebApplication? app = null;
        try
        {
            var isCopied = await CheckAsync("primary database", async progress =>
            {
                app = build(_ => { });
                await CommandData.RequireAsync(app.Services);
                var primary = app.Services.GetRequiredService<IPrimaryCopy>();
                if (LackOfRoom(folder, primary.SizeBytes + app.Services.GetRequiredService<IOptions<RecordingOptions>>().Value.ReserveBytes) is { } lack)
                    return CheckResult.Bad(lack);
                copy = new TemporaryFile(folder);
                primary.Write(copy.Path, share => progress.Report(((long)(share * 100), 100)), cancellation);
                return CheckResult.Ok($"{primary.SizeBytes >> 20} MiB");
            });
            if (isCopied)
                await CheckDataAsync(new DataCheck(folder, copy!.Path, recording => IsStillStored(app!.Services, recording)), configuration);
        }
        finally
        {
            copy?.Dispose();
            if (app is not null)
                await app.DisposeAsync();
        }
    }

    private static string? LackOfRoom(string folder, long needed) => new DriveInfo(folder).AvailableFreeSpace is var free && free < needed
        ? $"it is copied into '{folder}' to be checked, which needs {needed >> 20} MiB of free disk space; there are {free >> 20} MiB"
        : null;

    // It was copied minutes ago.
    private static bool IsStillStored(IServiceProvider services, Recording recording)
    {
        using var primary = services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContext();
        return primary.Recordings.Any(row => row.CdrId == recording.CdrId && row.Path == recording.Path && row.Status == RecordingStatus.Stored);
    }

    private async Task CheckDataAsync(DataCheck data, DataConfiguration configuration)
    {
        await CheckAsync("schema", data.Schema);
        await CheckAsync("log ids", data.LogIds);
        await CheckAsync("decisions", data.Decisions);
        await CheckAsync("bodies", progress => Task.FromResult(data.Bodies(progress, cancellation)));
        await CheckAsync("read model", () => data.ReadModel(cancellation));
        await CheckAsync("read model against log", () => data.ReadModelAgainstLog(configuration.DisplayWith(data.StoredSettings()), cancellation));
        using var store = configuration.OpenStore();
        await CheckAsync("recordings", progress => Task.FromResult(data.Recordings(store, progress, cancellation)));
    }

    private Task<bool> CheckAsync(string part, Func<CheckResult> check) => CheckAsync(part, _ => Task.FromResult(check()));

    // A part that cannot be checked must not hide the others.
    private async Task<bool> CheckAsync(string part, Func<IProgress<(long Done, long Total)>, Task<CheckResult>> check)
    {
        cancellation.ThrowIfCancellationRequested();
        var result = await CommandProgress.ShowAsync(console, part, async progress =>
        {
            try
            {
                return await check(progress);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                return CheckResult.Bad(error.Message);
            }
        });
        foreach (var problem in result.Problems)
            await console.Output.WriteLineAsync($"bad {part}: {OneLine.Of(problem)}");
        if (result.IsOk)
            await console.Output.WriteLineAsync(result.Note is { } note ? $"ok {part}: {OneLine.Of(note)}" : $"ok {part}");
        else
            _bad++;
        return result.IsOk;
    }
}
