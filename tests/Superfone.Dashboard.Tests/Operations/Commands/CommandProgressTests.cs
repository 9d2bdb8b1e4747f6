using System.Diagnostics;

namespace Superfone.Dashboard.Tests.Operations.Commands;

/// <summary>Progress bars, which only a terminal shows: <c>script</c> makes one.</summary>
[OnlySqlite("commands on the files of a data folder")]
public sealed class CommandProgressTests
{
    [Theory]
    [InlineData("rebuild", "deliveries")]
    [InlineData("check", "primary database")]
    [InlineData("backup", "backup")]
    public async Task Command_OnATerminal_ShowsABarAndPipedNone(string command, string title)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no script.");
        Tool.SkipWithout("script");
        using var folder = await CommandFolder.CreateAsync(Enumerable.Range(1, 20).Select(id => (string)Payload.AnsweredCall(id)));
        string[] words = command == "backup" ? [command, folder.PathOf("backups")] : [command];
        var line = $"stty cols 120 rows 40; exec dotnet '{Path.Combine(AppContext.BaseDirectory, "Superfone.Dashboard.dll")}' {string.Join(' ', words)} '--Superfone:Data:Directory={folder.Data}'";
        var start = new ProcessStartInfo("script", ["-qec", line, "/dev/null"]) { WorkingDirectory = folder.PathOf("") };
        start.Environment["TERM"] = "xterm-256color";

        var (exitCode, terminal, _) = await Tool.RunAsync(start);

        Assert.True(exitCode == 0, terminal);
        Assert.Matches($"{title}[^\\n]*━[^\\n]*%", terminal);
        var piped = await folder.RunAsync(words);
        Assert.Equal(0, piped.ExitCode);
        Assert.DoesNotContain("━", string.Join('\n', [.. piped.Output, piped.Error]), StringComparison.Ordinal);
    }
}
