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
        Assert.Contains("--seed 5 plays the same again", output, StringComparison.Ordinal);
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
    [InlineData("--duplicates must be from 0 to 1", "http://127.0.0.1:1/", "--secret", "s", "--duplicates", "7")]
    [InlineData("--silent must be one of ALL_CALLS", "http://127.0.0.1:1/", "--secret", "s", "--silent", "CALLS")]
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
