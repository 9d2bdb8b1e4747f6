using System.Diagnostics;
using System.Runtime.CompilerServices;
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
        var commands = Commands().Matches(await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "api.md"), TestContext.Current.CancellationToken))
            .Select(match => match.Groups[1].Value).Where(block => block.Contains("curl", StringComparison.Ordinal)).ToList();
        var folder = Directory.CreateTempSubdirectory("superfone-guide-");

        Assert.True(commands.Count >= 5);
        foreach (var command in commands)
        {
            var start = new ProcessStartInfo("bash", ["-eu", "-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
            start.Environment["DASHBOARD"] = api.Dashboard.Url.GetLeftPart(UriPartial.Authority);
            start.Environment["TOKEN"] = RunningDashboard.TokenOf(Roles.Owner);
            using var process = Process.Start(start)!;
            var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0 && (texts[0].Length > 0 || command.Contains("-o ", StringComparison.Ordinal)), $"{command}\n{string.Concat(texts)}");
        }

        Assert.Contains("\"type\":\"end\"", (await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "everything.ndjson"), TestContext.Current.CancellationToken))[^1], StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
