using Superfone.Dashboard.Benchmarks;
using Superfone.Dashboard.Benchmarks.Backups;
using Superfone.Dashboard.Benchmarks.Destinations;
using Superfone.Dashboard.Benchmarks.Disk;
using Superfone.Dashboard.Benchmarks.FirstLoad;
using Superfone.Dashboard.Benchmarks.Ingest;
using Superfone.Dashboard.Benchmarks.Ingest.PostgreSql;
using Superfone.Dashboard.Benchmarks.Pages;
using Superfone.Dashboard.Benchmarks.Reads;
using Superfone.Dashboard.Benchmarks.Rebuilds;
using Superfone.Dashboard.Benchmarks.Soak;
using Superfone.Dashboard.Benchmarks.Starts;

return args switch
{
    ["ingest", .. var rest] => await IngestBenchmark.RunAsync(rest),
    ["postgres", .. var rest] => await PostgreSqlBenchmark.RunAsync(rest),
    ["beside", .. var rest] => await BesideProjectionBenchmark.RunAsync(rest),
    ["queries", .. var rest] => await QueryBenchmark.RunAsync(rest),
    ["analytics", .. var rest] => await AnalyticsBenchmark.RunAsync(rest),
    ["pages", .. var rest] => await PagesBenchmark.RunAsync(rest),
    [Watchers.Command, .. var rest] => await Watchers.WatchAsync(rest),
    ["memory", .. var rest] => await MemoryBenchmark.RunAsync(rest),
    ["recordings", .. var rest] => await RecordingBenchmark.RunAsync(rest),
    ["destinations", .. var rest] => await DestinationBenchmark.RunAsync(rest),
    ["backup", .. var rest] => await BackupBenchmark.RunAsync(rest),
    ["disk", .. var rest] => await DiskBenchmark.RunAsync(rest),
    ["first-load", .. var rest] => await FirstLoadBenchmark.RunAsync(rest),
    ["rebuild", .. var rest] => await RebuildBenchmark.RunAsync(rest),
    ["start", .. var rest] => await StartBenchmark.RunAsync(rest),
    ["soak", .. var rest] => await FaultSoak.RunAsync(rest),
    ["soak-mutations", .. var rest] => await MutationSoak.RunAsync(rest),
    _ => Refuse(),
};

static int Refuse()
{
    Console.Error.WriteLine(
        """
        ingest [--directory=<folder>] [--rounds=3] [--seconds=1.5]   durable ingest against its limits; fails when a ratio is missed
        postgres [--directory=<folder>] [--rounds=3] [--seconds=3]   durable ingest into PostgreSQL beside a bare append loop, an INSERT per request and Marten; fails
                                                                     when a limit is missed. Needs POSTGRES_BIN: source eng/find-postgres.sh
        beside [--directory=<folder>] [--rounds=5] [--seconds=5]     ingest of one contact's calls, which projection follows closely, and the same into a script of
                                                                     Express and better-sqlite3; fails when a limit is missed. Needs Node.js and a C++ compiler
        queries [--directory=<folder>] [--few=10000] [--many=1000000] [--rounds=15] [--only=<part of a name>]
                                                                     reads among few and many calls; fails when one takes over 1.5 times as long.
                                                                     Seeding a million calls takes long; the folder is kept for the next run
        analytics [--directory=<folder>] [--few=10000] [--many=1000000] [--rounds=15]
                                                                     each analytics view over 90 days that hold few and many calls, beside a plain
                                                                     scan; fails when one takes over 1/30 of the scan or 1.5 times as long
        pages [--directory=<folder>] [--pages=50] [--rounds=3]       open live pages: what they cost, how soon and how much they are sent; fails when a
                                                                     limit is missed. More than 200 are measured as a crowd: what they leave for
                                                                     ingest, another page, and in memory
        memory [--directory=<folder>] [--deliveries=200000]          working set while deliveries are posted
        recordings [--directory=<folder>] [--rounds=5] [--files=64] [--megabytes=4]
                                                                     downloads against curl, playback, memory; fails when a limit is missed
        destinations [--directory=<folder>] [--rounds=3] [--events=10000]
                                                                     events/s that are passed on to a fast receiver, alone and beside a destination that
                                                                     never answers; fails when a limit is missed
        backup [--directory=<folder>] [--megabytes=1000] [--rate=500] [--rounds=3]
                                                                     backups of a large log beside posts at a steady rate: how long both take; fails when the
                                                                     rate is not kept or the posts take too long
        disk [--directory=<folder>] [--calls=50000]                  what calls take on the disk, by table and index, and how much smaller bodies become;
                                                                     fails when a call takes too much, or an event's bodies are not five times smaller
        first-load [--rounds=3] [--published=<folder>]               first visits of pages on a phone with a slow network, published and by dotnet run;
                                                                     needs CHROMIUM_PATH or Playwright's browser; fails when a limit is missed
        rebuild [--directory=<folder>] [--calls=100000] [--rounds=3] [--published=<folder>] [--against=<published folder>]
                                                                     how fast the read model is computed again, against another version and against
                                                                     SQLite inserting the same rows; how fast pages answer meanwhile; and its memory,
                                                                     also for a quarter of the calls. Fails when a limit is missed
        start --published=<folder> [--directory=<folder>] [--calls=500000] [--rounds=5]
                                                                     the published program from its start until it is ready, and its memory when idle;
                                                                     fails when a limit is missed. The seeded folder is kept for the next run
        soak [--directory=<folder>] [--minutes=60] [--rate=20] [--pages=20] [--seed=1]
                                                                     mixed traffic with faults, restarts, backups and open pages; fails if something is
                                                                     lost, is answered otherwise after a rebuild, or grows
        soak-mutations [--directory=<folder>] [--bodies=10000] [--seed=1]
                                                                     posts damaged bodies; fails on an answer of 500 or more, a body that was not kept
                                                                     as sent, or an entity that is hidden though its id can be read
        """);
    return 2;
}
