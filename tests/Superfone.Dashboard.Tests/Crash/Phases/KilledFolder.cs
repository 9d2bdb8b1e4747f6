using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Privacy;
using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.EventLog.Sqlite;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Events;

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

    private const int Recordings = 120;
    private const string MayBeDeleted = "ReceivedUtc < $before AND (Status <> 0 OR Event = 'CDR_SUMMARY_READY')";

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
        Directory.CreateDirectory(folder.Data);
        using var primary = BackupRestore.FileIn(folder.Data);
        await using var context = new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite(primary.CreatingConnectionString).Options);
        await context.Database.MigrateAsync();
        var people = People.SelectMany(Person).Select(Encoding.UTF8.GetBytes).ToList();
        var traffic = new CrashTraffic(seed);
        var now = DateTimeOffset.UtcNow;
        using (var log = new SqliteEventLog(primary, new DeliverySignal()).OpenWriter(TimeSpan.FromMinutes(15)))
        {
            log.Append([.. people.Concat(Enumerable.Range(0, deliveries).Select(_ => traffic.Next())).Select((body, index) => new PendingDelivery(
                ReceivedBody.Plain(body), EventClassifier.Classify(body), (index < deliveries / 2 ? now - (2 * Kept) : now).ToUnixTimeMilliseconds()))]);
        }

        foreach (var call in Enumerable.Range(0, Recordings).Select(number => 8_000_000_000 + number).Concat(People))
            context.Recordings.Add(await folder.StoreAsync(call, (now - (2 * Kept)).UtcDateTime));
        await context.SaveChangesAsync();
        var deletable = folder.Read($"SELECT Id FROM Deliveries WHERE {MayBeDeleted}").ToHashSet();
        folder.Lasting = StoredBodies.Read(folder.Primary).Where(body => body.Key > people.Count && !deletable.Contains(body.Key)).ToDictionary();
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
        Set("RetentionRun", new RetentionRun(LongAgo, RetentionCounts.None));
        Set($"{SettingStore.Backups}Success", new BackupSuccess(LongAgo, Backups, 0, 0, 0, []));
    }

    /// <summary>Whether retention has run, every person to be erased is hidden, and the read model follows that.</summary>
    public bool IsSettled()
    {
        if (Count("SELECT COUNT(*) FROM Erasures WHERE HiddenUtc IS NULL") > 0 || Count($"SELECT COUNT(*) FROM Settings WHERE Name = '{SettingStore.LogEpochDue}'") > 0
            || Find<RetentionRun>("RetentionRun") is { } run && run.AtUtc <= LongAgo.AddHours(1))
            return false;
        var shown = RebuiltReadModel.Newest(Data).Checkpoint;
        return shown.LogEpoch == Number(SettingStore.LogEpoch) && shown.RebuildRequests == Number(SettingStore.RebuildRequests);
    }

    /// <summary>Whether a backup was made since the last one was due, and all erasures are done.</summary>
    public bool IsDone() => Find<BackupSuccess>($"{SettingStore.Backups}Success")?.AtUtc > LongAgo.AddHours(1) && Count("SELECT COUNT(*) FROM Erasures WHERE DoneUtc IS NULL") == 0;

    /// <summary>Counts what retention should have deleted.</summary>
    public long CountOutdated() => Count($"SELECT COUNT(*) FROM Deliveries WHERE {MayBeDeleted}");

    /// <summary>Counts rows of <c>superfone.db</c>.</summary>
    public long Count(string sql) => Read(sql).Single();

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
        string[] usual = ["keys", "recordings", "superfone.db", "superfone.lock", "views.db"];
        Assert.Equal(usual, Directory.GetFileSystemEntries(Data).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Directory.GetDirectories(Backups), path => path.EndsWith(".partial", StringComparison.Ordinal));
        using var connection = Open();
        var listed = PrimaryFacts.ReadFiles(connection).Keys;
        Assert.Equal(listed.Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(Data, "recordings"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Data, path)).Order(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static DateTime LongAgo { get; } = DateTime.UtcNow.AddDays(-3);

    private static IEnumerable<string> Person(long id)
    {
        var (phone, uuid) = ($"+919812345{id % 1000:D3}", $"77777777-2b6d-4c3a-9f1e-{id:D12}");
        yield return Payload.Contact(id, phone, "Zarathustra").With("contact_emails", new JsonArray("zarathustra@example.com"));
        yield return Payload.AnsweredCall(id).Named(uuid).With("contact_id", id).With("contact_first_name", "Zarathustra").With("cdr_phone", phone);
        yield return Payload.Summary(uuid, "The wedding of Zarathustra", 60);
        yield return Payload.MissedCall(id + 10, phone: phone);
    }

    private async Task<Recording> StoreAsync(long cdrId, DateTime storedUtc)
    {
        var path = $"recordings/2026/05/15/{cdrId}-{Guid.NewGuid():N}.mp3";
        var audio = Tests.Recordings.StorageServer.Audio(500, (int)(cdrId % 1000));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Data, path))!);
        await File.WriteAllBytesAsync(Path.Combine(Data, path), audio);
        return new Recording
        {
            CdrId = cdrId,
            DeliveryId = 1,
            Status = RecordingStatus.Stored,
            ExpiresUtc = storedUtc,
            Path = path,
            ContentType = "audio/mpeg",
            SizeBytes = audio.Length,
            Sha256 = SHA256.HashData(audio),
            StoredUtc = storedUtc,
        };
    }

    private void Set<T>(string name, T value)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO Settings (Name, Value) VALUES ($name, $value) ON CONFLICT DO UPDATE SET Value = $value";
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$value", JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
        command.ExecuteNonQuery();
    }

    private T? Find<T>(string name)
        where T : class
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Value FROM Settings WHERE Name = '{name}'";
        return command.ExecuteScalar() is string text ? JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web) : null;
    }

    private long Number(string setting) => Count($"SELECT coalesce(max(CAST(Value AS INTEGER)), 0) FROM Settings WHERE Name = '{setting}'");

    private List<long> Read(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$before", (DateTimeOffset.UtcNow - Kept).ToUnixTimeMilliseconds());
        using var reader = command.ExecuteReader();
        List<long> rows = [];
        while (reader.Read())
            rows.Add(reader.GetInt64(0));
        return rows;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Primary};Pooling=False");
        connection.Open();
        return connection;
    }
}
