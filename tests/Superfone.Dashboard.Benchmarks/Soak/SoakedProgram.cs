using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Benchmarks.Soak;

/// <summary>The application in a process of its own over one data folder and on one port, started and ended many times. Linux only.</summary>
internal sealed class SoakedProgram : IAsyncDisposable
{
    private readonly string _dll = Path.Combine(AppContext.BaseDirectory, "Superfone.Dashboard.dll");
    private readonly StreamWriter _log;
    private Process? _process;

    /// <summary>Prepares it; nothing is started.</summary>
    /// <param name="folder">The folder that gets its data and its log.</param>
    public SoakedProgram(string folder)
    {
        Data = Path.Combine(folder, "data");
        Url = new Uri($"http://127.0.0.1:{FreePort()}");
        Client = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromMinutes(1) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkHost.ApiToken);
        LogPath = Path.Combine(folder, "log.txt");
        _log = new StreamWriter(LogPath) { AutoFlush = true };
    }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>Its address, the same after each start.</summary>
    public Uri Url { get; }

    /// <summary>Asks its API, as an owner.</summary>
    public HttpClient Client { get; }

    /// <summary>The file with everything that it printed.</summary>
    public string LogPath { get; }

    /// <summary>Starts it, and waits until it answers pages.</summary>
    public async Task StartAsync()
    {
        _process = Process.Start(Command([$"--urls={Url}"]))!;
        Log(_process);
        while (!await IsReadyAsync())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The application ended with {_process.ExitCode}; see {LogPath}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Ends it as a service manager does.</summary>
    public Task StopAsync() => EndAsync("-TERM");

    /// <summary>Ends it without a chance to finish anything.</summary>
    public Task KillAsync() => EndAsync("-KILL");

    /// <summary>Freezes it for a while.</summary>
    public async Task FreezeAsync(TimeSpan time)
    {
        Signal("-STOP");
        await Task.Delay(time);
        Signal("-CONT");
    }

    /// <summary>Runs one of its commands over the same data.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public async Task<string> RunAsync(params string[] command)
    {
        using var process = Process.Start(Command(command))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {output}{await error}");
    }

    /// <summary>Waits until everything in its log is projected.</summary>
    public async Task CatchUpAsync()
    {
        while (true)
        {
            var now = (await Client.GetFromJsonAsync<JsonNode>("/api/v1/projection"))!;
            if (!now["rebuilding"]!.GetValue<bool>() && now["projectedDeliveryId"]!.GetValue<long>() == now["lastDeliveryId"]!.GetValue<long>())
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>What its process holds at present.</summary>
    public Held Hold()
    {
        var memory = File.ReadLines($"/proc/{_process!.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return new Held(
            long.Parse(memory.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024.0,
            Directory.GetFiles($"/proc/{_process.Id}/fd").Length,
            Directory.GetDirectories($"/proc/{_process.Id}/task").Length,
            Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Length);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        Client.Dispose();
        await _log.DisposeAsync();
    }

    private async Task EndAsync(string signal)
    {
        Signal(signal);
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        kill.WaitForExit();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var reply = await Client.GetAsync("/health/ready");
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private ProcessStartInfo Command(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [_dll, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Superfone__Data__Directory"] = Data,
            ["Superfone__Webhook__Secrets__0"] = BenchmarkHost.Secret,
            ["Superfone__Setup__OwnerEmail"] = BenchmarkHost.OwnerEmail,
            ["Superfone__Setup__OwnerPassword"] = BenchmarkHost.OwnerPassword,
            ["Superfone__Recordings__Enabled"] = "false",
            ["Superfone__Limits__CircuitsPerUser"] = "1000",
            ["Superfone__Api__Tokens__0__Name"] = "Benchmark",
            ["Superfone__Api__Tokens__0__Token"] = BenchmarkHost.ApiToken,
            ["Superfone__Api__Tokens__0__Role"] = "Owner",
        })
        {
            start.Environment[key] = value;
        }

        return start;
    }

    private void Log(Process process)
    {
        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        void Write(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null)
                return;
            lock (_log)
                _log.WriteLine(line.Data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What a process holds.</summary>
/// <param name="Megabytes">Its working set, MiB.</param>
/// <param name="Handles">Its open files and sockets.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Files">The files in its data folder.</param>
internal readonly record struct Held(double Megabytes, int Handles, int Threads, int Files);
