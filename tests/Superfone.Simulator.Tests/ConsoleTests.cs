using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Superfone.Simulator.Tests;

/// <summary>The console as a process: what an operator sees.</summary>
public sealed class ConsoleTests
{
    [Fact]
    public async Task Console_AgainstARunningDashboard_EndsWithATableAndZero()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var (exit, output, error) = await RunAsync($"{dashboard.Url}webhooks/superfone", "--secret", RunningDashboard.Secret, "--days", "1", "--minutes", "0", "--seed", "5", "--linger", "0");

        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("ALL_CALLS", output, StringComparison.Ordinal);
        var kept = await dashboard.ReadDeliveriesAsync();
        Assert.Contains($"{kept.Count} sent.", output, StringComparison.Ordinal);
        Assert.Contains("Seed 5: --seed 5 --start 20", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_WrongSecret_SaysSoInASentence()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        await AssertFailsAsync("refused the secret (401)", $"{dashboard.Url}webhooks/superfone", "--secret", "wrong");

        Assert.Empty(await dashboard.ReadDeliveriesAsync());
    }

    [Fact]
    public async Task Console_WrongPath_SaysSoInASentence()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        await AssertFailsAsync("it is no Superfone webhook", $"{dashboard.Url}login", "--secret", RunningDashboard.Secret);
        await AssertFailsAsync("the address or the secret is wrong", dashboard.Url.ToString(), "--secret", RunningDashboard.Secret);
    }

    [Fact]
    public async Task Console_HttpsWhereThereIsNone_SaysSoInASentence()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        await AssertFailsAsync("it speaks HTTP only", $"https://127.0.0.1:{dashboard.Url.Port}/webhooks/superfone", "--secret", RunningDashboard.Secret);
    }

    [Fact]
    public async Task Console_DashboardGoesDownMeanwhile_SaysSoInASentence()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var webhook = $"{dashboard.Url}webhooks/superfone";
        var running = RunAsync(webhook, "--secret", RunningDashboard.Secret, "--days", "1", "--speed-up", "2000", "--minutes", "0");
        while (!running.IsCompleted && (await dashboard.ReadDeliveriesAsync()).Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        await dashboard.StopAsync();
        var (exit, output, error) = await running;

        Assert.NotEqual(0, exit);
        Assert.Contains(webhook, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains(" sent.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_SeedAndStartAgain_PlaysTheSameAgain()
    {
        List<List<string>> plays = [];
        for (var play = 0; play < 2; play++)
        {
            await using var dashboard = await RunningDashboard.StartAsync();
            var (exit, _, _) = await RunAsync(
                $"{dashboard.Url}webhooks/superfone", "--secret", RunningDashboard.Secret, "--seed", "5", "--start", "2026-05-15T10:30:00Z", "--days", "0.3", "--minutes", "0",
                "--connections", "1", "--number", "+918000012345", "--silent", "TASK_CREATE", "--duplicates", "0.1", "--disorder", "0.1", "--malformed", "0.1", "--unknown", "0.1", "--no-recordings");
            Assert.Equal(0, exit);
            plays.Add([.. (await dashboard.ReadDeliveriesAsync()).Select(delivery => $"{delivery.Event} {delivery.Account} {delivery.Status} {Convert.ToBase64String(delivery.Body)}")]);
        }

        Assert.Equal(plays[0], plays[1]);
        Assert.Contains(plays[0], delivery => delivery.Contains("ALL_CALLS +918000012345", StringComparison.Ordinal));
        Assert.DoesNotContain(plays[0], delivery => delivery.StartsWith("TASK_CREATE", StringComparison.Ordinal));
        Assert.All([" Duplicate ", " Quarantined ", "_MESSAGE "], what => Assert.Contains(plays[0], delivery => delivery.Contains(what, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Console_DashboardIsDown_SaysSoInASentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        await AssertFailsAsync("Is the dashboard running there?", $"http://127.0.0.1:{port}/webhooks/superfone", "--secret", "s");
    }

    [Theory]
    [InlineData("There is no host named", "http://nobody.invalid/webhooks/superfone", "--secret", "s")]
    [InlineData("is not an address such as", "localhost", "--secret", "s")]
    [InlineData("--secret", "http://127.0.0.1:1/")]
    [InlineData("--duplicates must be a number from 0 to 1", "http://127.0.0.1:1/", "--secret", "s", "--duplicates", "7")]
    [InlineData("--silent must be one of ALL_CALLS", "http://127.0.0.1:1/", "--secret", "s", "--silent", "CALLS")]
    [InlineData("--speed-up must be a number from 1", "http://127.0.0.1:1/", "--secret", "s", "--speed-up", "fast")]
    [InlineData("--rate must be a number from 0.01 to 60000", "http://127.0.0.1:1/", "--secret", "s", "--rate", "NaN")]
    [InlineData("--connections must be a whole number", "http://127.0.0.1:1/", "--secret", "s", "--connections", "1.5")]
    [InlineData("--seed must be a whole number", "http://127.0.0.1:1/", "--secret", "s", "--seed", "x")]
    [InlineData("--start must be an instant", "http://127.0.0.1:1/", "--secret", "s", "--start", "yesterday")]
    [InlineData("--number must be a phone number", "http://127.0.0.1:1/", "--secret", "s", "--number", "Kaveri")]
    [InlineData("--businesses must be a whole number from 1 to 1000", "http://127.0.0.1:1/", "--secret", "s", "--businesses", "1001")]
    [InlineData("--number cannot be combined with --businesses", "http://127.0.0.1:1/", "--secret", "s", "--businesses", "2", "--number", "+918000012345")]
    [InlineData("'ftp://x' is not an address", "http://127.0.0.1:1/", "ftp://x", "--secret", "s")]
    [InlineData("passed without the word Bearer", "http://127.0.0.1:1/", "--secret", "Bearer s")]
    [InlineData("Recordings cannot be served at 192.0.2.1", "http://127.0.0.1:1/", "--secret", "s", "--recordings-host", "192.0.2.1")]
    public Task Console_WrongArguments_AreNamedInASentence(string expected, params string[] arguments) => AssertFailsAsync(expected, arguments);

    private static async Task AssertFailsAsync(string expected, params string[] arguments)
    {
        var (exit, _, error) = await RunAsync([.. arguments, "--days", "1", "--minutes", "0"]);

        Assert.NotEqual(0, exit);
        Assert.Contains(expected, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Superfone.Simulator.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, await output, await error);
    }
}
