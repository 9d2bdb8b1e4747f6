using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Tests.Crash;

public sealed partial class SystemCallTests : IDisposable
{
    private const int Posts = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-trace-");

    private string TracePath => Path.Combine(_folder.FullName, "trace");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Post_Acknowledged_IsSyncedBeforeItsReplyIsSent()
    {
        await using (var dashboard = new CrashedDashboard(_folder.FullName))
        {
            using var trace = await AttachAsync(dashboard.ProcessId);
            for (var post = 0; post < Posts; post++)
                await dashboard.PostAsync(System.Text.Encoding.UTF8.GetBytes(Payload.SampleCall(post).ToString()));
            dashboard.Kill();
            await trace.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // Each thread's call may be printed in two lines, before and after it.
        var (isWritten, isSynced, replies) = (false, false, 0);
        Dictionary<string, bool> syncing = [];
        foreach (var line in await File.ReadAllLinesAsync(TracePath, TestContext.Current.CancellationToken))
        {
            var thread = line.Split(' ')[0];
            if (line.Contains("pwrite64(", StringComparison.Ordinal) && line.Contains("superfone.db-wal>", StringComparison.Ordinal))
                (isWritten, isSynced) = (true, false);
            else if (SyncBegins().IsMatch(line) && line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                syncing[thread] = isWritten;
            else if (line.EndsWith(" = 0", StringComparison.Ordinal) && (SyncBegins().IsMatch(line) || (SyncEnds().IsMatch(line) && syncing.Remove(thread))))
                isSynced = isWritten;
            else if (line.Contains("\"HTTP/1.1 200", StringComparison.Ordinal))
            {
                Assert.True(isWritten && isSynced, $"Reply {replies + 1} was sent before the delivery was on the disk.");
                (isWritten, isSynced, replies) = (false, false, replies + 1);
            }
        }

        Assert.Equal(Posts, replies);
    }

    [GeneratedRegex("f(data)?sync\\(\\d+<[^>]*superfone.db-wal>")]
    private static partial Regex SyncBegins();

    [GeneratedRegex("<\\.\\.\\. f(data)?sync resumed>")]
    private static partial Regex SyncEnds();

    // Skips the test where the system has no strace or does not let it trace.
    private async Task<Process> AttachAsync(int processId)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "strace"))),
            "There is no strace to trace system calls with.");
        var strace = Process.Start(new ProcessStartInfo(
            "strace", ["-f", "-y", "-s", "32", "-e", "trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg", "-o", TracePath, "-p", $"{processId}"])
        { RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(Patience);
        List<string> said = [];
        while (await strace.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (line.Contains(" attached", StringComparison.Ordinal))
            {
                _ = strace.StandardError.ReadToEndAsync(CancellationToken.None);
                return strace;
            }
        }

        strace.Dispose();
        Assert.Skip($"strace may not trace here: {string.Join(' ', said)}");
        throw new UnreachableException();
    }
}
