using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Tests.Recordings;

namespace Superfone.Dashboard.Tests.Crash;

[OnlySqlite("how SQLite flushes its file")]
public sealed partial class SystemCallTests : IDisposable
{
    private const int Posts = 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("superfone-trace-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Post_Acknowledged_IsSyncedBeforeItsReplyIsSent()
    {
        List<SystemCall> calls;
        await using (var dashboard = new CrashedDashboard(_folder.FullName))
        {
            using var trace = await SystemCallTrace.AttachAsync(dashboard.ProcessId, Path.Combine(_folder.FullName, "trace"));
            for (var post = 0; post < Posts; post++)
                await dashboard.PostAsync(Encoding.UTF8.GetBytes(Payload.SampleCall(post).ToString()));
            await CrashedDashboard.WaitAsync(() => trace.ReadSoFar().Count(IsReply) == Posts);
            dashboard.Kill();
            calls = await trace.ReadAsync();
        }

        var (writes, syncs) = (calls.Where(IsDatabaseWrite).ToList(), calls.Where(call => Sync("superfone.db-wal").IsMatch(call.Text)).ToList());
        var replies = calls.Where(IsReply).OrderBy(reply => reply.Begin).ToList();
        Assert.Equal(Posts, replies.Count);
        foreach (var (number, reply) in replies.Index())
        {
            var before = number == 0 ? -1 : replies[number - 1].Begin;
            var write = writes.LastOrDefault(write => write.Begin > before && write.Begin < reply.Begin);
            Assert.True(
                write is not null && syncs.Exists(sync => sync.Begin > write.End && sync.End < reply.Begin), $"Reply {number + 1} was sent before the delivery was on the disk.");
        }
    }

    [Fact]
    public async Task Recording_Downloaded_IsSyncedWithItsFoldersBeforeTheDatabaseListsIt()
    {
        await using var storage = await StorageServer.StartAsync();
        var url = storage.OnFile("/1.mp3", StorageServer.Audio(300_000));
        List<SystemCall> calls;
        await using (var dashboard = new CrashedDashboard(_folder.FullName, KillTests.Settings))
        {
            using var trace = await SystemCallTrace.AttachAsync(dashboard.ProcessId, Path.Combine(_folder.FullName, "trace"));
            await dashboard.PostAsync(KillTests.Announcement(1, url));
            await CrashedDashboard.WaitAsync(async () =>
            {
                using var recording = await dashboard.GetAsync("/api/v1/calls/1/recording");
                return recording.StatusCode == HttpStatusCode.OK;
            });
            dashboard.Kill();
            calls = await trace.ReadAsync();
        }

        var file = new FileInfo(Assert.Single(Directory.GetFiles(Path.Combine(_folder.FullName, "data", "recordings"), "*.mp3", SearchOption.AllDirectories)));
        var part = Path.ChangeExtension(file.FullName, ".part");
        var listed = calls.First(call => IsDatabaseWrite(call) && call.Text.Contains(file.Name, StringComparison.Ordinal));
        var content = calls.Last(call => Write().IsMatch(call.Text) && call.Text.Contains($"<{part}>", StringComparison.Ordinal));
        var synced = calls.Find(call => call.Begin > content.End && Sync(part).IsMatch(call.Text));
        var named = calls.Find(call => Rename().IsMatch(call.Text) && call.Text.Contains($"\"{file.FullName}\"", StringComparison.Ordinal));
        Assert.True(synced?.End < named?.Begin, "The file had its name before its content was on the disk.");
        Assert.True(
            calls.Exists(call => call.Begin > named.End && call.End < listed.Begin && Sync(file.DirectoryName!).IsMatch(call.Text)),
            "The database listed the file before its name was on the disk.");
        for (var parent = file.Directory!.Parent!; parent.FullName != _folder.FullName; parent = parent.Parent!)
            Assert.True(calls.Exists(call => call.End < listed.Begin && Sync(parent.FullName).IsMatch(call.Text)), $"The database listed the file before what is in '{parent.Name}' was on the disk.");
    }

    private static bool IsReply(SystemCall call) => call.Text.Contains("\"HTTP/1.1 200", StringComparison.Ordinal);

    private static bool IsDatabaseWrite(SystemCall call) => Write().IsMatch(call.Text) && call.Text.Contains("superfone.db-wal>", StringComparison.Ordinal);

    private static Regex Sync(string path) => new($"f(data)?sync\\(\\d+<[^>]*{Regex.Escape(path)}>");

    [GeneratedRegex(@" (pwrite64|write|writev)\(\d+<")]
    private static partial Regex Write();

    [GeneratedRegex(@" (rename|renameat|renameat2|link|linkat)\(")]
    private static partial Regex Rename();
}
