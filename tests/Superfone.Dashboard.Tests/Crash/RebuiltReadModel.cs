using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Crash;

/// <summary>Compares the read model in a data directory with one that is computed from its log in this process.</summary>
internal static class RebuiltReadModel
{
    /// <summary>The newest complete read model in a folder.</summary>
    /// <param name="data">The data directory.</param>
    public static (string Path, Checkpoint Checkpoint) Newest(string data) => ReadModelFolder.Find(data)
        .Select(path => (Path: path, Checkpoint: ReadModelFolder.ReadCheckpoint(path)!)).Where(file => file.Checkpoint is { IsComplete: true })
        .MaxBy(file => file.Checkpoint.RebuildNumber);

    /// <summary>Asserts that the read model is what a rebuild would make of the log, all of which is projected.</summary>
    /// <param name="data">The data directory.</param>
    /// <returns>All rows, by table.</returns>
    public static SortedDictionary<string, List<string>> AssertSame(string data)
    {
        var shown = ReadModelDump.Of(Newest(data).Path);
        var rebuilt = Rebuild(data);
        Assert.Equal(rebuilt.Keys, shown.Keys);
        Assert.All(shown, table => Assert.Equal(rebuilt[table.Key], table.Value));
        return shown;
    }

    /// <summary>The read model in a folder, not open yet.</summary>
    public static ReadModelFile FileIn(string data) => new(
        new DataDirectory(Options.Create(new DataOptions { Directory = data })),
        () => new DisplayOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"), PhoneRegion = "IN" });

    private static SortedDictionary<string, List<string>> Rebuild(string data)
    {
        var folder = Directory.CreateTempSubdirectory("superfone-rebuilt-");
        try
        {
            using var primary = BackupRestore.FileIn(data);
            using var log = new SqliteEventLog(primary, new DeliverySignal()).OpenReader();
            var file = FileIn(folder.FullName);
            file.Open(log.Stamp);
            using (var projector = new Projector(file.OpenWriter(), log, NullLogger.Instance))
            {
                while (projector.ProjectBatch(1024) is not null)
                {
                }
            }

            return ReadModelDump.Of(file.Path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
