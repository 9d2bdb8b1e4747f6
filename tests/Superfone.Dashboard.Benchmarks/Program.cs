using Superfone.Dashboard.Benchmarks;

return args switch
{
    ["ingest", .. var rest] => await IngestBenchmark.RunAsync(rest),
    ["memory", .. var rest] => await MemoryBenchmark.RunAsync(rest),
    ["recordings", .. var rest] => await RecordingBenchmark.RunAsync(rest),
    _ => Refuse(),
};

static int Refuse()
{
    Console.Error.WriteLine(
        """
        ingest [--directory=<folder>] [--rounds=3] [--seconds=1.5]   durable ingest against its limits; fails when a ratio is missed
        memory [--directory=<folder>] [--deliveries=200000]          working set while deliveries are posted
        recordings [--directory=<folder>] [--rounds=5] [--files=64] [--megabytes=4]
                                                                     downloads against curl, playback, memory; fails when a limit is missed
        """);
    return 2;
}
