namespace Superfone.Dashboard.Tests.Operations.Commands;

public sealed class HealthCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Health_OfARunningServer_EndsWith0()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:PublicUrl"] = "https://calls.example.com" });
        using var client = dashboard.CreateClient();
        var port = client.BaseAddress!.Port;

        // As in a container, where it listens on all addresses.
        var (exitCode, error) = await RunAsync($"--urls=http://+:{port}", "health");

        Assert.Equal((0, ""), (exitCode, error));
    }

    [Theory]
    [InlineData("health", "--url", "http://127.0.0.1:1")]
    [InlineData("health", "--url", "nowhere")]
    public async Task Health_WithoutAServer_EndsWithOneSentence(params string[] command)
    {
        var (exitCode, error) = await RunAsync(command);

        Assert.Equal(1, exitCode);
        Assert.Contains(command[^1], Assert.Single(error.Split('\n')), StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Error)> RunAsync(params string[] command)
    {
        await using var process = DashboardProcess.Run(_folder, command);
        var (exitCode, error) = await process.WaitForExitAsync();
        return (exitCode, error.Trim());
    }
}
