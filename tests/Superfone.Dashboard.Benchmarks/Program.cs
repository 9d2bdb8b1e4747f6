using Superfone.Dashboard.Benchmarks;

return args switch
{
    ["ingest", .. var rest] => await IngestBenchmark.RunAsync(rest),
    ["memory", .. var rest] => await MemoryBenchmark.RunAsync(rest),
    _ => Refuse(),
};

static int Refuse()
{
    Console.Error.WriteLine(
        """
        ingest [--directory=<folder>] [--rounds=3] [--seconds=1.5]   durable ingest against its limits; fails when a ratio is missed
        memory [--directory=<folder>] [--deliveries=200000]          working set while deliveries are posted
        """);
    return 2;
}
