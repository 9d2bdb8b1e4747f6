using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Primary.Sqlite;
using Superfone.Events;
using static SQLitePCL.raw;

namespace Superfone.Dashboard.Benchmarks.Ingest;

/// <summary>
/// B: SQLite alone, committing the same rows into the same table, a fixed number in each transaction, with prepared statements and
/// <c>synchronous=FULL</c>. No duplicates are looked up, and making the rows is not counted.
/// </summary>
internal sealed class SqliteAlone : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _insert;

    /// <summary>Opens the log of a host that is otherwise idle.</summary>
    public SqliteAlone(BenchmarkHost host)
    {
        _connection = host.Services.GetRequiredService<PrimaryFile>().OpenWriter();
        // The host that has just started still writes a few rows of its own.
        _ = sqlite3_busy_timeout(_connection.Handle, 15_000);
        _begin = new Statement(_connection, "BEGIN IMMEDIATE");
        _commit = new Statement(_connection, "COMMIT");
        _insert = new Statement(
            _connection,
            """
            INSERT INTO Deliveries (ReceivedUtc, Status, Event, Account, Reason, Hash, EarlierId, ChangeKey, SizeBytes, Body)
            VALUES (?1, 0, ?2, ?3, NULL, ?4, NULL, ?5, ?6, ?7)
            """);
    }

    /// <summary>Commits groups until a time is over.</summary>
    /// <param name="groupSize">Rows in each transaction.</param>
    /// <param name="duration">How long.</param>
    public LoadResult Run(int groupSize, TimeSpan duration)
    {
        List<long> times = [];
        var elapsed = TimeSpan.Zero;
        while (elapsed < duration)
        {
            var bodies = Enumerable.Range(0, groupSize).Select(_ => CallBody.Create(Load.NextNumber())).ToArray();
            var rows = bodies.Select(body => (Body: body, Read: EventClassifier.Classify(body))).ToArray();
            var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

            var started = Stopwatch.GetTimestamp();
            _begin.Step();
            foreach (var (body, read) in rows)
            {
                _insert.Bind(1, now).Bind(2, read.EventName).Bind(3, read.Account).Bind(4, read.CanonicalHash).Bind(5, read.ChangeKey)
                    .Bind(6, (long)body.Length).Bind(7, body.AsSpan()).Step();
            }

            _commit.Step();
            var time = Stopwatch.GetElapsedTime(started);
            times.Add(time.Ticks);
            elapsed += time;
        }

        times.Sort();
        return new LoadResult((long)times.Count * groupSize, elapsed, TimeSpan.FromTicks(times[(int)(times.Count * 0.99)]).TotalMilliseconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _insert })
            statement.Dispose();
        _connection.Dispose();
    }
}
