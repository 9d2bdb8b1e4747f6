using System.Diagnostics;
using System.Globalization;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>
/// Downloads of recordings, four at once, against <c>curl</c> of the same files in turns; playback of a long one; memory meanwhile.
/// Ratios count, for the machine may be busy. The limit holds against <c>curl</c> whose files are flushed as well: alone it leaves them to
/// the system's cache.
/// </summary>
internal static class RecordingBenchmark
{
    private const int AtOnce = 4;
    private const int Plays = 60;
    private const long Short = 100_000;
    private const long Long = 100_000_000;

    private const double LeastOfCurl = 0.5;
    private const double MostOfShort = 3;
    private const double MostGrowth = 64;

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when a limit is missed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var rounds = (int)arguments.Number("rounds", 5);
        var files = (int)arguments.Number("files", 64);
        var bytes = (long)(arguments.Number("megabytes", 4) * 1_000_000);

        await using var storage = await RecordingStorage.StartAsync();
        await using var host = await RecordingHost.StartAsync(arguments.Directory, AtOnce);
        var (shortCall, _) = await host.DownloadAsync(storage, [storage.UrlOf(Short, "short")]);
        var (longCall, _) = await host.DownloadAsync(storage, [storage.UrlOf(Long, "long")]);
        await DownloadAsync(0); // Warms up, and so does the next line.
        await PlayLongAsync();

        await using var memory = new WorkingSet();
        List<(double Own, double Curl, double Flushed)> measured = [];
        for (var round = 1; round <= rounds; round++)
        {
            var own = await DownloadAsync(round);
            var curl = await CurlAsync(arguments.Directory, [.. Urls(round)], isFlushed: false);
            var flushed = await CurlAsync(arguments.Directory, [.. Urls(round)], isFlushed: true);
            measured.Add((own.TotalSeconds, curl.TotalSeconds, flushed.TotalSeconds));
            Console.Error.WriteLine($"round {round} of {rounds}");
        }

        await Task.WhenAll(DownloadAsync(rounds + 1), PlayLongAsync());
        List<(double Start, double Seek, double Short)> plays = [];
        for (var play = 0; play < Plays; play++)
        {
            plays.Add((
                (await host.PlayAsync(longCall, 0)).TotalMilliseconds,
                (await host.PlayAsync(longCall, Long / Plays * play)).TotalMilliseconds,
                (await host.PlayAsync(shortCall, 0)).TotalMilliseconds));
        }

        var total = files * bytes / 1e6;
        Console.WriteLine("| recordings | found | limit |\n|---|---|---|");
        Print($"downloads, {files} × {Text(bytes / 1e6)} MB, {AtOnce} at once: hashed, flushed, noted, MB/s", total / Statistics.Median(measured.Select(round => round.Own)));
        Print($"`curl` of the same, {AtOnce} at once, MB/s", total / Statistics.Median(measured.Select(round => round.Curl)));
        Print($"`curl` of the same, each file flushed, {AtOnce} at once, MB/s", total / Statistics.Median(measured.Select(round => round.Flushed)));
        Print("downloads / `curl`", Statistics.Median(measured.Select(round => round.Curl / round.Own)));
        var isKept = Judge("downloads / `curl`, flushed", Statistics.Median(measured.Select(round => round.Flushed / round.Own)), LeastOfCurl, isFloor: true);
        Print("first byte of 100 KB, ms", Statistics.Median(plays.Select(play => play.Short)));
        Print("first byte of 100 MB, ms", Statistics.Median(plays.Select(play => play.Start)));
        Print("first byte after a seek in 100 MB, ms", Statistics.Median(plays.Select(play => play.Seek)));
        isKept &= Judge("first byte, 100 MB / 100 KB", Statistics.Median(plays.Select(play => play.Start / play.Short)), MostOfShort, isFloor: false);
        isKept &= Judge("first byte, seek in 100 MB / 100 KB", Statistics.Median(plays.Select(play => play.Seek / play.Short)), MostOfShort, isFloor: false);
        Print("working set before, MiB", memory.Start >> 20);
        isKept &= Judge("its growth while downloading and playing, MiB", (memory.Peak - memory.Start) / (double)(1 << 20), MostGrowth, isFloor: false);
        return isKept ? 0 : 1;

        IEnumerable<string> Urls(int round) => Enumerable.Range(0, files).Select(file => storage.UrlOf(bytes, $"{round}-{file}"));

        async Task<TimeSpan> DownloadAsync(int round) => (await host.DownloadAsync(storage, [.. Urls(round)])).Elapsed;

        Task PlayLongAsync() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => host.PlayAsync(longCall, 0, isWhole: true)));
    }

    // As many processes as we download at once, each with its share of the files and one open connection, as ours are.
    private static async Task<TimeSpan> CurlAsync(string directory, string[] urls, bool isFlushed)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(directory, Guid.NewGuid().ToString("N"))).FullName;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(urls.Chunk((urls.Length + AtOnce - 1) / AtOnce).Select(async share =>
        {
            var files = share.ToDictionary(url => Path.Combine(folder, Path.GetFileName(url)));
            await RunAsync("curl", ["--silent", "--show-error", "--fail", .. files.SelectMany(file => new[] { "--output", file.Key, file.Value })]);
            if (isFlushed)
                await RunAsync("sync", files.Keys);
        }));
        var elapsed = Stopwatch.GetElapsedTime(started);
        System.IO.Directory.Delete(folder, recursive: true);
        return elapsed;
    }

    private static async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static void Print(string name, double value) => Console.WriteLine($"| {name} | {Text(value)} | |");

    private static bool Judge(string name, double value, double limit, bool isFloor)
    {
        var isMissed = isFloor ? value < limit : value > limit;
        Console.WriteLine($"| {name} | {Text(value)}{(isMissed ? " **missed**" : "")} | {(isFloor ? "≥" : "≤")} {Text(limit)} |");
        return !isMissed;
    }

    private static string Text(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
