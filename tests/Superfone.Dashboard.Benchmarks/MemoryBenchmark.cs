using System.Diagnostics;
using System.Globalization;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>Posts many deliveries and shows that the process does not grow with them.</summary>
internal static class MemoryBenchmark
{
    private const int Parts = 10;

    /// <summary>Runs it and prints the working set after each tenth.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var part = (long)arguments.Number("deliveries", 200_000) / Parts;
        await using var host = await BenchmarkHost.StartAsync(arguments.Directory, projects: true);

        Console.WriteLine("| deliveries | projected | working set, MiB | managed heap, MiB |\n|---|---|---|---|");
        Print(0);
        for (var done = 1; done <= Parts; done++)
        {
            await Load.RunAsync(host.Webhook, BenchmarkHost.Secret, 16, TimeSpan.MaxValue, part);
            Print(done * part);
        }

        await host.CatchUpAsync(Parts * part);
        Print(Parts * part);
        return 0;

        void Print(long posted)
        {
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {posted:#,0} | {host.Projection.ProjectedDeliveryId:#,0} | {process.WorkingSet64 >> 20} | {GC.GetTotalMemory(false) >> 20} |"));
        }
    }
}
