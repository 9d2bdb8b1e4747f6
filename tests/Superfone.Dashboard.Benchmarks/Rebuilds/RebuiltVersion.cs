using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Benchmarks.Seeding;

namespace Superfone.Dashboard.Benchmarks.Rebuilds;

/// <summary>How long a rebuild took.</summary>
/// <param name="Elapsed">From the start of the process until everything was projected.</param>
/// <param name="Processor">The processor time that the process used.</param>
/// <param name="PeakMemory">The largest working set, MiB.</param>
internal sealed record RebuildTime(TimeSpan Elapsed, TimeSpan Processor, long PeakMemory);

/// <summary>A published version of the application, each run in a process of its own, over a folder of its own.</summary>
/// <param name="program">The folder with <c>Superfone.Dashboard.dll</c>.</param>
/// <param name="folder">Where its data is.</param>
internal sealed partial class RebuiltVersion(string program, string folder)
{
    private const int Posting = 32;
    private static readonly TimeSpan LongestBegin = TimeSpan.FromSeconds(10);

    /// <summary>The read model that its last rebuild has left: the one it replaced, empty here, goes with the next start.</summary>
    public string ReadModel => Directory.GetFiles(folder, "views*.db").MaxBy(file => new FileInfo(file).Length)!;

    /// <summary>The size of its log with all else in the primary database.</summary>
    public long LogBytes => new FileInfo(Path.Combine(folder, "superfone.db")).Length;

    /// <summary>Posts bodies to it, and waits until they are projected.</summary>
    public async Task SeedAsync(BusinessBodies bodies)
    {
        using var process = Start();
        using var client = await ConnectAsync(process);
        await Parallel.ForEachAsync(bodies.All(), new ParallelOptions { MaxDegreeOfParallelism = Posting }, async (delivery, cancellation) =>
        {
            using var content = new ByteArrayContent(delivery.Body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/superfone") { Content = content };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkHost.Secret);
            using var reply = await client.SendAsync(request, cancellation);
            reply.EnsureSuccessStatusCode();
        });
        await StopAsync(process);
    }

    /// <summary>Deletes the read model and starts the application, which computes it again.</summary>
    public async Task<RebuildTime> RebuildAsync()
    {
        foreach (var file in Directory.GetFiles(folder, "views*"))
            File.Delete(file);
        var started = Stopwatch.GetTimestamp();
        using var process = Start();
        using var client = await ConnectAsync(process);
        while (!await IsProjectedAsync(client))
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        var elapsed = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        var time = new RebuildTime(elapsed, process.TotalProcessorTime, process.PeakWorkingSet64 >> 20);
        await StopAsync(process);
        return time;
    }

    /// <summary>How fast its pages answer when nothing happens, and while its read model is computed again beside the one that they show.</summary>
    public async Task<IReadOnlyList<PageTimes>> ReadPagesAsync()
    {
        using var process = Start();
        using var client = await ConnectAsync(process);
        while (!await IsProjectedAsync(client))
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        using var pages = await PageReader.SignInAsync(client.BaseAddress!);
        for (var round = 0; round < PageReader.WarmUps; round++)
            await pages.ReadAsync();
        var idle = new List<double[]>();
        for (var round = 0; round < PageReader.IdleRounds; round++)
            idle.Add(await pages.ReadAsync());
        using (var asked = await client.PostAsync("/api/v1/projection/rebuild", null))
            asked.EnsureSuccessStatusCode();
        var asks = Stopwatch.StartNew();
        while (await IsProjectedAsync(client) && asks.Elapsed < LongestBegin)
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        var rebuilding = new List<double[]>();
        do
            rebuilding.Add(await pages.ReadAsync());
        while (!await IsProjectedAsync(client));
        await StopAsync(process);

        // The last round may have outlasted the rebuild.
        var during = rebuilding.Count > 1 ? rebuilding[..^1] : rebuilding;
        return [.. PageReader.Paths.Select((path, index) => new PageTimes(
            path, Statistics.Median(idle.Select(round => round[index])), Statistics.Median(during.Select(round => round[index])), during.Count))];
    }

    private static async Task<bool> IsProjectedAsync(HttpClient client)
    {
        var now = (await client.GetFromJsonAsync<JsonNode>("/api/v1/projection"))!;
        return !now["rebuilding"]!.GetValue<bool>() && now["lastDeliveryId"]!.GetValue<long>() is > 0 and var last && now["projectedDeliveryId"]!.GetValue<long>() == last;
    }

    private Process Start()
    {
        const string Urls = "--urls=http://127.0.0.1:0";
        // An archive of eng/publish.sh brings its own runtime.
        var start = File.Exists(Path.Combine(program, "libhostfxr.so"))
            ? new ProcessStartInfo(Path.Combine(program, "Superfone.Dashboard"), [Urls])
            : new ProcessStartInfo("dotnet", [Path.Combine(program, "Superfone.Dashboard.dll"), Urls]);
        start.RedirectStandardOutput = true;
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Superfone__Data__Directory"] = folder,
            ["Superfone__Webhook__Secrets__0"] = BenchmarkHost.Secret,
            ["Superfone__Recordings__Enabled"] = "false",
            ["Superfone__Setup__OwnerEmail"] = BenchmarkHost.OwnerEmail,
            ["Superfone__Setup__OwnerPassword"] = BenchmarkHost.OwnerPassword,
            ["Superfone__Api__Tokens__0__Name"] = "Benchmark",
            ["Superfone__Api__Tokens__0__Token"] = BenchmarkHost.ApiToken,
            // A role that every version knows.
            ["Superfone__Api__Tokens__0__Role"] = "Owner",
        })
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<HttpClient> ConnectAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } address)
            {
                // What it prints later must not fill the pipe.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                var client = new HttpClient { BaseAddress = new Uri(address.Value), Timeout = TimeSpan.FromMinutes(2) };
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkHost.ApiToken);
                return client;
            }
        }

        throw new InvalidOperationException("The application did not start.");
    }

    private static async Task StopAsync(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*")]
    private static partial Regex Address();
}
