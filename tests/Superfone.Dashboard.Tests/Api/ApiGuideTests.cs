using System.Diagnostics;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Api;

/// <summary>The commands of <c>docs/api.md</c> work as they stand there.</summary>
public sealed partial class ApiGuideTests
{
    [Fact]
    public async Task Commands_OfTheGuide_Work()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/curl"), "There is no curl.");
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.SampleCall(9876543), Payload.MissedCall(2));
        var commands = Commands().Matches(await File.ReadAllTextAsync(Path.Combine(Tool.Root, "docs", "api.md"), TestContext.Current.CancellationToken))
            .Select(match => match.Groups[1].Value).Where(block => block.Contains("curl", StringComparison.Ordinal)).ToList();
        var folder = Directory.CreateTempSubdirectory("superfone-guide-");

        Assert.True(commands.Count >= 5);
        foreach (var command in commands)
        {
            var start = new ProcessStartInfo("bash", ["-eu", "-c", command]) { WorkingDirectory = folder.FullName };
            start.Environment["DASHBOARD"] = api.Dashboard.Url.GetLeftPart(UriPartial.Authority);
            start.Environment["TOKEN"] = RunningDashboard.TokenOf(Roles.Owner);
            var (exitCode, output, error) = await Tool.RunAsync(start);
            Assert.True(exitCode == 0 && (output.Length > 0 || command.Contains("-o ", StringComparison.Ordinal)), $"{command}\n{output}{error}");

            // A tool that fails answers 200 as well.
            Assert.False(command.Contains("/mcp", StringComparison.Ordinal) && (output.Contains("\"isError\":true", StringComparison.Ordinal) || output.Contains("\"error\":", StringComparison.Ordinal)), output);
        }

        Assert.Contains("\"type\":\"end\"", (await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "everything.ndjson"), TestContext.Current.CancellationToken))[^1], StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();
}
