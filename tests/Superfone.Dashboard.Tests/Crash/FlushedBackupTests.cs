using System.Text.RegularExpressions;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Backups;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>What has the name of a backup, or of a restored data folder, is on the disk: by the system calls of the commands.</summary>
[OnlySqlite("backups are of superfone.db")]
public sealed partial class FlushedBackupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-trace-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData(BackupWorld.Passphrase)]
    public async Task BackupAndRestore_InAFolder_AreFlushedBeforeTheyGetTheirNames(string? passphrase)
    {
        await using var world = await BackupWorld.StartAsync(recordings: 2);
        string[] encryption = passphrase is null ? [] : [$"--Superfone:Backup:Passphrase={passphrase}"];

        var calls = await SystemCallTrace.RunAsync(Trace("backup"), ["backup", world.Folder, .. world.Dashboard.DataArguments, .. encryption]);

        var backup = Assert.Single(BackupFolder.Find(world.Folder)).Path;
        Assert.Equal(2, Directory.GetFiles(backup, "*.mp3", SearchOption.AllDirectories).Length);
        AssertFlushed(calls, $"{backup}.partial", backup);

        var restored = Path.Combine(_folder.FullName, "restored");
        calls = await SystemCallTrace.RunAsync(Trace("restore"), ["restore", backup, "--to", restored, .. encryption]);

        Assert.Equal(2, Directory.GetFiles(restored, "*.mp3", SearchOption.AllDirectories).Length);
        AssertFlushed(calls, Path.Combine(_folder.FullName, ".restored.superfone-restore.partial"), restored);
    }

    private string Trace(string name) => Path.Combine(_folder.FullName, $"{name}.trace");

    private static void AssertFlushed(List<SystemCall> calls, string partial, string complete)
    {
        var named = Assert.Single(calls, call => Rename().IsMatch(call.Text) && call.Text.Contains($"\"{partial}\"", StringComparison.Ordinal) && call.Text.Contains($"\"{complete}\"", StringComparison.Ordinal));
        foreach (var folder in Directory.GetDirectories(complete, "*", SearchOption.AllDirectories).Append(complete))
        {
            var last = Directory.GetFiles(folder).Select(file => FlushOf(Before(file))).DefaultIfEmpty(-1).Max();
            Assert.True(calls.Exists(call => call.Begin > last && call.End < named.Begin && IsSync(call, Before(folder))), $"'{complete}' had its name before the names in '{folder}' were on the disk.");
        }

        // The command says that it is done once the new name is on the disk, too.
        var flushed = calls.Find(call => call.Begin > named.End && IsSync(call, Path.GetDirectoryName(complete)!));
        var told = calls.FindLast(call => Write().IsMatch(call.Text) && call.Text.Contains($"\"{complete}\\n", StringComparison.Ordinal));
        Assert.True(flushed?.End < told?.Begin, $"'{complete}' was reported before its name was on the disk.");

        string Before(string path) => partial + path[complete.Length..];

        int FlushOf(string path)
        {
            var written = calls.FindLast(call => Write().IsMatch(call.Text) && call.Text.Contains($"<{path}>", StringComparison.Ordinal));
            var synced = calls.FindLast(call => call.Begin > written?.End && call.End < named.Begin && IsSync(call, path));
            Assert.True(synced is not null, $"'{complete}' had its name before '{path}' was on the disk.");
            return synced.End;
        }
    }

    private static bool IsSync(SystemCall call, string path) => Sync().IsMatch(call.Text) && call.Text.Contains($"<{path}>", StringComparison.Ordinal);

    [GeneratedRegex(@" (pwrite64|write|writev)\(\d+<")]
    private static partial Regex Write();

    [GeneratedRegex(@" f(data)?sync\(\d+<")]
    private static partial Regex Sync();

    [GeneratedRegex(@" (rename|renameat|renameat2)\(")]
    private static partial Regex Rename();
}
