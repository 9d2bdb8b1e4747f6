using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Superfone.Dashboard.Benchmarks.FirstLoad;

/// <summary>The program in a process of its own, with a made-up business in it, started from a folder that is not its own.</summary>
internal sealed partial class DemoProcess : IAsyncDisposable
{
    private const string Project = "src/Superfone.Dashboard";

    private readonly Process _process;
    private readonly string? _folder;

    private DemoProcess(ProcessStartInfo start, string? folder)
    {
        _folder = folder;
        start.RedirectStandardOutput = true;
        _process = Process.Start(start)!;
    }

    /// <summary>Publishes the program and starts it.</summary>
    /// <param name="folder">Where it was published before; <see langword="null"/> to publish it now, into a folder that goes with it.</param>
    public static async Task<DemoProcess> PublishAsync(string? folder)
    {
        var own = folder is null ? Directory.CreateTempSubdirectory("superfone-published-").FullName : null;
        if (own is not null)
        {
            using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(Root(), Project), "--nologo", "-v", "q", "-o", own]))!;
            await publish.WaitForExitAsync();
            if (publish.ExitCode != 0)
                throw new InvalidOperationException("The program could not be published.");
        }

        return new DemoProcess(
            new ProcessStartInfo("dotnet", [Path.Combine(folder ?? own!, "Superfone.Dashboard.dll"), "--demo=2026", "--urls=http://127.0.0.1:0"])
            {
                WorkingDirectory = Path.GetTempPath(),
            }, own);
    }

    /// <summary>Starts it as the README does.</summary>
    public static DemoProcess FromSource() => new(
        new ProcessStartInfo("dotnet", ["run", "--project", Project, "--", "--demo=2026", "--urls=http://127.0.0.1:0"]) { WorkingDirectory = Root() }, null);

    /// <summary>The link that signs in; printed once it listens.</summary>
    public async Task<Uri> EntryAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Link().Match(line) is { Success: true } link)
            {
                // What it prints later must not fill the pipe.
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Uri(link.Value);
            }
        }

        throw new InvalidOperationException("The demo did not start.");
    }

    /// <summary>Waits until the business's history is complete; from then on, calls arrive in real time.</summary>
    /// <param name="page">A page that is signed in.</param>
    public static async Task SettleAsync(IPage page)
    {
        const int least = 2_000;
        for (long before = -1, now = 0; now != before || now < least; before = now, now = await LastDeliveryAsync(page))
            await Task.Delay(TimeSpan.FromMilliseconds(500));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // As Ctrl+C does, so that its data goes with it; `dotnet run` passes it on.
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private static async Task<long> LastDeliveryAsync(IPage page) => await page.EvaluateAsync<long>(
        "() => fetch('/api/v1/projection').then(reply => reply.json()).then(now => now.projectedDeliveryId)");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Superfone.Dashboard.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This runs from the project's sources only.");
        return folder.FullName;
    }

    [GeneratedRegex(@"http://[^ ]+/demo/enter\?token=[^ ]+")]
    private static partial Regex Link();
}
