using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Superfone.Dashboard.Benchmarks.Seeding;

namespace Superfone.Dashboard.Benchmarks.Starts;

/// <summary>How long the published program takes from its start until <c>/health/ready</c> says so, over a large business, and its memory when nothing happens.</summary>
internal static class StartBenchmark
{
    private const double LongestStart = 1.5;
    private const double LargestWorkingSet = 150;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs it and prints what it found.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        if (arguments.Text("published") is not { } published)
        {
            Console.Error.WriteLine("--published=<folder> is missing: that of an unpacked archive of eng/publish.sh, or of dotnet publish.");
            return 2;
        }

        string data;
        await using (var business = await SeededBusiness.StartAsync(arguments.Directory, (int)arguments.Number("calls", 500_000)))
            data = business.Directory;

        List<double> seconds = [];
        var memory = new Memory(0, 0);
        for (var round = (int)arguments.Number("rounds", 5); round > 0; round--)
        {
            using var program = new StartedProgram(Path.Combine(published, "Superfone.Dashboard"), data);
            seconds.Add((await program.ReadyAsync()).TotalSeconds);
            if (round == 1)
            {
                await Task.Delay(Idle);
                memory = program.Memory();
            }

            await program.StopAsync();
        }

        var table = new LimitTable();
        table.AtMost("seconds from start to ready, median", Statistics.Median(seconds), LongestStart, FormattableString.Invariant($"{seconds.Min():0.00} to {seconds.Max():0.00}"));
        table.AtMost("working set when idle, MiB", memory.WorkingSet, LargestWorkingSet, $"of it {memory.Files:0} the files of the program, which the system may drop");
        return table.IsKept ? 0 : 1;
    }

    /// <summary>What a process has in memory, MiB.</summary>
    /// <param name="WorkingSet">All of it.</param>
    /// <param name="Files">Of it, unchanged parts of files.</param>
    private sealed record Memory(double WorkingSet, double Files);

    private sealed class StartedProgram : IDisposable
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private readonly Process _process;
        private readonly HttpClient _client;

        public StartedProgram(string program, string data)
        {
            var url = $"http://127.0.0.1:{FreePort()}";
            var start = new ProcessStartInfo(program, ["--urls", url, "--Superfone:Data:Directory", data, "--Superfone:Recordings:Enabled", "false"])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = Path.GetTempPath(),
            };
            _process = Process.Start(start)!;
            _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            _client = new HttpClient { BaseAddress = new Uri(url) };
        }

        public async Task<TimeSpan> ReadyAsync()
        {
            while (!_process.HasExited)
            {
                try
                {
                    using var reply = await _client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                    if (reply.StatusCode == HttpStatusCode.OK)
                        return Stopwatch.GetElapsedTime(_started);
                }
                catch (HttpRequestException)
                {
                    // It does not listen yet.
                }

                await Task.Delay(BetweenRequests);
            }

            throw new InvalidOperationException("The program ended.");
        }

        public Memory Memory()
        {
            _process.Refresh();
            var files = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("RssFile:", StringComparison.Ordinal));
            return new Memory(_process.WorkingSet64 / 1048576.0, double.Parse(files.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) / 1024);
        }

        public async Task StopAsync()
        {
            using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
                await kill.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        public void Dispose()
        {
            _client.Dispose();
            _process.Dispose();
        }

        private static int FreePort()
        {
            using var socket = new TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            return ((IPEndPoint)socket.LocalEndpoint).Port;
        }
    }
}
