using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Primary.Copying;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The command <c>move</c>, which needs the data folder for itself.</summary>
internal static class MoveCommand
{
    private const string Keys = $"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}=postgres and {StorageOptions.ConnectionStringKey}";

    /// <summary>Creates the command.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public static Command Create(Func<WebApplication> build)
    {
        var to = new Option<string>("--to") { Description = "The other store: postgres", Required = true };
        to.AcceptOnlyFromAmong("postgres");
        var connectionString = new Option<string>("--connection-string")
        {
            Description = "The empty database of PostgreSQL, such as Host=db.example.com;Database=superfone;Username=superfone; a password can be in ~/.pgpass",
            Required = true,
        };
        var move = new Command("move", "Copies superfone.db into an empty database of PostgreSQL, while no server runs, and compares the two; back by 'backup' and 'restore'") { to, connectionString };
        move.SetAction((given, cancellation) => RunAsync(build, CommandConsole.Of(given), given.GetRequiredValue(connectionString), cancellation));
        return move;
    }

    private static async Task<int> RunAsync(Func<WebApplication> build, CommandConsole console, string connectionString, CancellationToken cancellation)
    {
        await using var app = build();
        if (app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Provider != StorageProvider.Sqlite)
            throw new CommandException($"The data are in PostgreSQL already ({StorageOptions.Section}:{nameof(StorageOptions.Provider)}).");
        var options = Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = connectionString });
        if (new StorageOptionsValidator().Validate(null, options.Value) is { Failed: true } wrong)
            throw new CommandException($"{wrong.FailureMessage}".Replace(StorageOptions.ConnectionStringKey, "--connection-string", StringComparison.Ordinal));
        await CommandData.RequireAloneAsync(app.Services, "it cannot be moved while it changes");
        using var target = new PostgreSqlStore(options);
        try
        {
            var move = ActivatorUtilities.CreateInstance<PostgreSqlMove>(app.Services, target);
            var counts = await CommandProgress.ShowAsync(console, "rows", progress => Task.FromResult(move.Run(progress, cancellation)));
            foreach (var (table, count) in counts.Where(table => table.Value > 0))
                await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table}: {count}"));
            await console.Output.WriteLineAsync($"Moved. Set {Keys} for the next start; superfone.db is kept, out of date from now on, and no server starts over it any more.");
            return 0;
        }
        catch (Exception error) when (error is DbException or InvalidDataException)
        {
            throw new CommandException($"Nothing was moved: {error.Message}");
        }
    }
}
