using System.Net;

namespace Superfone.Dashboard.Tests.Operations.Commands;

public sealed class UserCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task UserCommands_BesideARunningServer_GiveLinksThatItTakes()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var added = await RunAsync(dashboard, "user", "add", "asha@example.com", "--role", "agent");
        var link = new Uri(Assert.Single(added.Output, line => line.Contains("/invite?token=", StringComparison.Ordinal)));
        using var client = dashboard.CreateClient();
        using var accepted = await RunningDashboard.SubmitAsync(
            client, link.PathAndQuery, new() { ["password"] = RunningDashboard.OwnerPassword, ["confirm"] = RunningDashboard.OwnerPassword });
        var reset = await RunAsync(dashboard, "user", "reset", RunningDashboard.OwnerEmail);
        var list = await RunAsync(dashboard, "user", "list");
        var again = await RunAsync(dashboard, "user", "add", "asha@example.com", "--role", "agent");
        var unknown = await RunAsync(dashboard, "user", "reset", "nobody@example.com");

        Assert.Equal((0, 0, 0, 1, 1), (added.ExitCode, reset.ExitCode, list.ExitCode, again.ExitCode, unknown.ExitCode));
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Single(reset.Output, line => line.Contains("/invite?token=", StringComparison.Ordinal));
        Assert.Contains(list.Output, line => line.StartsWith("asha@example.com\tAgent\tactive", StringComparison.Ordinal));
        Assert.Single(again.Error.Trim().Split('\n'));
        Assert.Contains("nobody@example.com", unknown.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "user", "list")]
    [InlineData(1, "user", "add", "asha@example.com")]
    [InlineData(1, "usr")]
    [InlineData(0, "--version")]
    [InlineData(0, "--help")]
    public async Task Command_WithoutDataOrWrong_EndsWithOneSentence(int exitCode, params string[] command)
    {
        var (ended, output, error) = await CommandRun.InvokeAsync([.. command, $"--Superfone:Data:Directory={Path.Combine(_folder, "data")}"]);

        Assert.Equal(exitCode, ended);
        Assert.Equal(exitCode, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(exitCode == 0, output.Count > 0);
    }

    private static Task<(int ExitCode, List<string> Output, string Error)> RunAsync(RunningDashboard dashboard, params string[] command) =>
        CommandRun.InvokeAsync([.. command, .. dashboard.DataArguments]);
}
