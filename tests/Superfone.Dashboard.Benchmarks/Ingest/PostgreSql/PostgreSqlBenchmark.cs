using System.Globalization;
using Superfone.Dashboard.Tests.Shared;

namespace Superfone.Dashboard.Benchmarks.Ingest.PostgreSql;

/// <summary>
/// Durable ingest over HTTP at 64 connections into PostgreSQL, in rounds that take the contenders in turn, all on one server that flushes its commits.
/// </summary>
internal static class PostgreSqlBenchmark
{
    private const int Connections = 64;

    /// <summary>Runs it and prints what it found. Needs <c>POSTGRES_BIN</c>, see <c>eng/find-postgres.sh</c>.</summary>
    /// <returns>0, or 1 when a limit is missed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var duration = TimeSpan.FromSeconds(arguments.Number("seconds", 3));
        var rounds = (int)arguments.Number("rounds", 3);

        var server = PostgresServer.StartDurable(arguments.Directory);
        await using var host = await StartAsync();
        await using var inserting = await StartAsync();
        await using var idle = await StartAsync();
        using var bare = new BareAppends(idle);

        await MeasureAsync(TimeSpan.FromSeconds(2)); // Warms up.
        List<Round> measured = [];
        for (var round = 1; round <= rounds; round++)
        {
            measured.Add(await MeasureAsync(duration));
            Console.Error.WriteLine($"round {round} of {rounds}");
        }

        var table = new LimitTable();
        table.AtLeast("deliveries/s, in the slower of host without storage and bare append loop", Median(round => round.Webhook.Rate / Math.Min(round.Host.Rate, round.Bare.Rate)), 0.6,
            $"webhook {Text(round => round.Webhook)}, host {Text(round => round.Host)}, bare {Text(round => round.Bare)}");
        table.AtLeast("deliveries/s, in those of an INSERT per request", Median(round => round.Webhook.Rate / round.Insert.Rate), 1.5, $"INSERT {Text(round => round.Insert)}");
        table.AtLeast("deliveries/s, in those of Marten", Median(round => round.Webhook.Rate / round.Marten.Rate), 1.5, $"Marten {Text(round => round.Marten)}");
        return table.IsKept ? 0 : 1;

        Task<BenchmarkHost> StartAsync() => BenchmarkHost.StartAsync(arguments.Directory, projects: false, new Dictionary<string, string?>
        {
            ["Superfone:Storage:Provider"] = "postgres",
            ["Superfone:Storage:ConnectionString"] = server.CreateDatabase(),
        });

        async Task<Round> MeasureAsync(TimeSpan time)
        {
            return new Round(
                await PostAsync(host.At(Contenders.WithoutStorage)), bare.Run(Connections, time), await PostAsync(host.Webhook),
                await PostAsync(inserting.At(PostgreSqlContenders.WithInsert)), await PostAsync(inserting.At(PostgreSqlContenders.WithMarten)));

            Task<LoadResult> PostAsync(Uri url)
            {
                GC.Collect();
                return Load.RunAsync(url, BenchmarkHost.Secret, Connections, time);
            }
        }

        double Median(Func<Round, double> of) => Statistics.Median(measured.Select(of));

        string Text(Func<Round, LoadResult> of) => string.Create(CultureInfo.InvariantCulture,
            $"{Median(round => of(round).Rate):#,0}/s ({Median(round => of(round).P99):0.0} ms)");
    }

    /// <summary>What one round found.</summary>
    /// <param name="Host">The host without storage.</param>
    /// <param name="Bare">The log's writer alone, without HTTP.</param>
    /// <param name="Webhook">The webhook.</param>
    /// <param name="Insert">An <c>INSERT</c> and a commit for each request.</param>
    /// <param name="Marten">Marten: a stream and a <c>SaveChanges</c> for each request.</param>
    private sealed record Round(LoadResult Host, LoadResult Bare, LoadResult Webhook, LoadResult Insert, LoadResult Marten);
}
