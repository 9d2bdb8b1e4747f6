using System.Globalization;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Tests.Operations.Restarts;

public sealed class RestartTests : IDisposable
{
    private static readonly int Restarts =
        int.TryParse(Environment.GetEnvironmentVariable("SUPERFONE_RESTARTS"), CultureInfo.InvariantCulture, out var restarts) ? restarts : 10;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Superfone:Webhook:Secrets:0"] = RunningDashboard.Secret,
        ["Superfone:Recordings:Enabled"] = "false",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-restart-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Restart_ManyTimesUnderLoad_RefusesNoPost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no inherited sockets.");
        using var socket = new ListeningSocket();
        await using var load = new RestartLoad(socket.Address, senders: 8);
        for (var restart = 0; restart <= Restarts; restart++)
        {
            await using var process = socket.Start(_folder.FullName, Settings);
            await load.WaitAsync(50);
            if (restart == Restarts)
                await load.StopAsync();
            process.Terminate();
            Assert.Equal(0, (await process.WaitForExitAsync()).ExitCode);
        }

        Assert.Empty(load.Failures);
        AssertKept(load);
    }

    [Fact]
    public async Task Kill_UnderLoadWithAnInheritedSocket_LosesNothingAcknowledged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no inherited sockets.");
        using var socket = new ListeningSocket();
        await using var load = new RestartLoad(socket.Address, senders: 8);
        var random = new Random(17);
        for (var kill = 0; kill < 5; kill++)
        {
            await using var process = socket.Start(_folder.FullName, Settings);
            await load.WaitAsync(random.Next(1, 200));
            process.Kill();
            await process.WaitForExitAsync();
        }

        await using var last = socket.Start(_folder.FullName, Settings);
        await load.WaitAsync(1);
        await load.StopAsync();
        AssertKept(load);
    }

    [Fact]
    public async Task Start_WithAnInheritedSocket_ListensThereOnlyAndHidesItFromChildren()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The flags of a descriptor are read from /proc.");
        using var socket = new ListeningSocket();
        await using var process = socket.Start(_folder.FullName, new Dictionary<string, string>(Settings) { ["urls"] = "http://127.0.0.1:1" });

        Assert.Equal(socket.Address, new Uri(process.WaitForLine("Now listening on: ").Split(' ')[^1]));

        var flags = (await File.ReadAllLinesAsync($"/proc/{process.Id}/fdinfo/3", TestContext.Current.CancellationToken)).Single(line => line.StartsWith("flags:", StringComparison.Ordinal));
        const int CloseOnExec = 0x80000;
        Assert.NotEqual(0, Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & CloseOnExec);
    }

    // Every acknowledged call is in the log under its id, and no other delivery has it.
    private void AssertKept(RestartLoad load)
    {
        var kept = StoredBodies.Read(Path.Combine(_folder.FullName, "data", "superfone.db"))
            .ToDictionary(body => body.Key, body => JsonNode.Parse(body.Value)!["cdr_id"]!.GetValue<int>());
        Assert.Equal(kept.Count, kept.Values.Distinct().Count());
        Assert.All(load.Acknowledged, acknowledged => Assert.Equal(acknowledged.Value, kept.GetValueOrDefault(acknowledged.Key)));
    }
}
