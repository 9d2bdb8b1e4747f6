using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Privacy;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Tests.Crash.Phases;

/// <summary>
/// A folder whose program is killed in each phase. Its log names people who are to be erased; the older half of it, and all recordings, are
/// older than they may become.
/// </summary>
internal sealed class KilledFolder : IDisposable
{
    /// <summary>People who are to be erased.</summary>
    public static readonly IReadOnlyList<long> People = [77_700_001, 77_700_002];

    /// <summary>What they could be recognised by.</summary>
    public static readonly string[] Traces = ["Zarathustra", "98123456"];

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-phases-").FullName;

    private KilledFolder() => Settings = new Dictionary<string, string>
    {
        ["Superfone:Backup:Directory"] = Backups,
        ["Superfone:Backup:Passphrase"] = Passphrase,
        ["Superfone:Recordings:ReserveBytes"] = "0",
        ["Superfone:Privacy:BodyDays"] = $"{Kept.Days}",
        ["Superfone:Privacy:RecordingDays"] = $"{Kept.Days}",
        ["Superfone:Privacy:TranscriptDays"] = $"{Kept.Days}",
    };

    /// <summary>The passphrase of its backups.</summary>
    public static string Passphrase => Tests.Backups.BackupWorld.Passphrase;

    /// <summary>Configured values.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The data directory.</summary>
    public string Data => Path.Combine(_folder, "data");

    /// <summary>The folder of backups.</summary>
    public string Backups => Path.Combine(_folder, "backups");

    /// <summary>Where a backup may be restored.</summary>
    public string Restored => Path.Combine(_folder, "restored");

    /// <summary>The full path of <c>superfone.db</c>.</summary>
    public string Primary => Path.Combine(Data, PrimaryFile.Name);

    /// <summary>The deliveries of the beginning that nothing may delete or change.</summary>
    public Dictionary<long, byte[]> Lasting { get; private set; } = [];

    /// <summary>A folder with a log of a given length, as a stopped program leaves it.</summary>
    public static async Task<KilledFolder> CreateAsync(int deliveries, int seed)
    {
        var folder = new KilledFolder();
        folder.Lasting = await new KilledLog(folder.Data, Kept).CreateAsync(deliveries, seed);
        return folder;
    }

    /// <summary>Starts the program.</summary>
    public CrashedDashboard Start() => new(_folder, Settings);

    /// <summary>Starts the program and waits for nothing.</summary>
    public DashboardProcess StartProcess() => CrashedDashboard.Start(_folder, Settings);

    /// <summary>Starts the restore of a backup.</summary>
    /// <returns>The program, and the folder that must not look like data.</returns>
    public (DashboardProcess Process, string Partial) StartRestore(string backup) => (
        DashboardProcess.Run(_folder, "restore", backup, "--to", Restored, $"--{BackupOptions.PassphraseKey}={Passphrase}"),
        Path.Combine(_folder, ".restored.superfone-restore.partial"));

    /// <summary>Makes the next start do what is due each night: run retention, make a backup, and try its restore.</summary>
    public void MakeNightDue()
    {
        Rows.Set("RetentionRun", new RetentionRun(LongAgo, RetentionCounts.None));
        Rows.Set($"{SettingStore.Backups}Success", new BackupSuccess(LongAgo, Backups, 0, 0, 0, []));
    }

    /// <summary>Whether retention has run, every person to be erased is hidden, and the read model follows that.</summary>
    public bool IsSettled()
    {
        if (Count("SELECT COUNT(*) FROM Erasures WHERE HiddenUtc IS NULL") > 0 || Count($"SELECT COUNT(*) FROM Settings WHERE Name = '{SettingStore.LogEpochDue}'") > 0
            || Rows.Find<RetentionRun>("RetentionRun") is { } run && run.AtUtc <= LongAgo.AddHours(1))
            return false;
        var shown = RebuiltReadModel.Newest(Data).Checkpoint;
        return shown.LogEpoch == Rows.Number(SettingStore.LogEpoch) && shown.RebuildRequests == Rows.Number(SettingStore.RebuildRequests);
    }

    /// <summary>Whether a backup was made since the last one was due, and all erasures are done.</summary>
    public bool IsDone() => Rows.Find<BackupSuccess>($"{SettingStore.Backups}Success")?.AtUtc > LongAgo.AddHours(1) && Count("SELECT COUNT(*) FROM Erasures WHERE DoneUtc IS NULL") == 0;

    /// <summary>Counts what retention should have deleted.</summary>
    public long CountOutdated() => Count($"SELECT COUNT(*) FROM Deliveries WHERE {KilledLog.MayBeDeleted}");

    /// <summary>Counts rows of <c>superfone.db</c>.</summary>
    public long Count(string sql) => Rows.Read(sql, DateTimeOffset.UtcNow - Kept).Single();

    /// <summary>The finished backups, each of which is whole.</summary>
    public IReadOnlyList<string> AssertBackupsWhole()
    {
        var finished = BackupFolder.Find(Backups).Select(backup => backup.Path).ToList();
        Assert.All(finished, path => Assert.Empty(BackupReader.Open(path, Passphrase).Verify(null, null, TestContext.Current.CancellationToken)));
        Assert.All(Directory.Exists(Backups) ? Directory.GetDirectories(Backups).Except(finished) : [], path => Assert.EndsWith(".partial", path, StringComparison.Ordinal));
        return finished;
    }

    /// <summary>Asserts that no kill has left files that nobody deletes.</summary>
    public void AssertTidy()
    {
        // Former read models stay until the next start.
        RebuiltReadModel.FileIn(Data).Open();
        string[] usual = ["keys", "logs", "recordings", "superfone.db", "superfone.lock", "views.db"];
        Assert.Equal(usual, Directory.GetFileSystemEntries(Data).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Directory.GetDirectories(Backups), path => path.EndsWith(".partial", StringComparison.Ordinal));
        using var connection = Rows.Open();
        var listed = PrimaryFacts.ReadFiles(connection).Keys;
        Assert.Equal(listed.Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(Data, "recordings"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Data, path)).Order(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private PrimaryRows Rows => new(Primary);

    private static DateTime LongAgo { get; } = DateTime.UtcNow.AddDays(-3);
}
