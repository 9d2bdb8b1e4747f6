using Microsoft.Data.Sqlite;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage.Backups;

namespace Superfone.Dashboard.Tests.Backups;

public sealed class BackupTests
{
    [Fact]
    public async Task Backup_OfEverything_HasAManifestThatDescribesIt()
    {
        await using var world = await BackupWorld.StartAsync();

        var backup = world.Backup();

        Assert.Matches("^superfone-[0-9]{8}T[0-9]{6}Z$", Path.GetFileName(backup.Path));
        Assert.Equal([Path.GetFileName(backup.Path)], world.Names);
        var manifest = BackupManifest.Read(backup.Path);
        Assert.Equal((6, ApplicationVersion.Number), (manifest.LastDeliveryId, manifest.Version));
        Assert.True(Guid.TryParse(manifest.LogId, out _));
        Assert.Empty(manifest.Problems);
        Assert.Equal(
            BackupWorld.Hashes(backup.Path).Where(file => file.Key != BackupManifest.FileName).Select(file => (file.Key, file.Value.ToLowerInvariant())),
            manifest.Files.Select(file => (file.Path, file.Sha256)));
        Assert.Equal(3, manifest.Files.Count(file => file.Path.StartsWith("recordings/", StringComparison.Ordinal)));
        Assert.Contains(manifest.Files, file => file.Path.StartsWith("keys/", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(backup.Path, "superfone.db")));
    }

    [Fact]
    public async Task Backup_WhileDeliveriesArrive_HoldsAllThatWereAcknowledgedBefore()
    {
        await using var world = await BackupWorld.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var posted = 100L;
        var acknowledged = 0;
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using var client = world.Dashboard.CreateClient();
            while (!stop.IsCancellationRequested)
            {
                using var response = await RunningDashboard.PostAsync(client, new StringContent(Payload.AnsweredCall(Interlocked.Increment(ref posted))));
                Assert.True(response.IsSuccessStatusCode);
                Interlocked.Increment(ref acknowledged);
            }
        })).ToList();

        for (var turn = 0; turn < 3; turn++)
        {
            var before = Volatile.Read(ref acknowledged);
            var backup = world.Backup();
            var ids = ReadIds(Path.Combine(backup.Path, "superfone.db"));

            Assert.Equal(backup.Manifest.LastDeliveryId, ids[^1]);
            Assert.Equal(ids.Count, ids[^1]);
            Assert.True(ids.Count >= before, $"{ids.Count} deliveries are in the backup; {before} were acknowledged before");
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
    }

    [Fact]
    public void Copy_WhileOthersCommit_IsOfOneMomentAndNeverBeginsAgain()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-copy-").FullName;
        var (source, target) = (Path.Combine(folder, "source.db"), Path.Combine(folder, "target.db"));
        using var writer = new SqliteConnection($"Data Source={source};Pooling=False");
        writer.Open();
        Run(writer, "PRAGMA journal_mode = WAL");
        Run(writer, "CREATE TABLE Numbers (Id INTEGER PRIMARY KEY, Filler BLOB)");
        Run(writer, "INSERT INTO Numbers (Filler) WITH RECURSIVE Counted(Number) AS (VALUES (1) UNION ALL SELECT Number + 1 FROM Counted LIMIT 8000) SELECT randomblob(3000) FROM Counted");
        List<double> shares = [];

        var count = DatabaseCopy.Write(source, target, connection => Scalar(connection, "SELECT COUNT(*) FROM Numbers"), share =>
        {
            shares.Add(share);
            Assert.True(shares.Count < 50, "The copy begins again and again.");
            Run(writer, "INSERT INTO Numbers (Filler) VALUES (randomblob(3000)); UPDATE Numbers SET Filler = randomblob(3000) WHERE Id % 100 = 0; PRAGMA wal_checkpoint(PASSIVE)");
        }, TestContext.Current.CancellationToken);

        using (var copy = DatabaseCopy.OpenCopy(target))
        {
            Assert.Null(DatabaseCopy.FindDamage(copy));
            Assert.Equal((8000L, 8000L), (count, Scalar(copy, "SELECT COUNT(*) FROM Numbers")));
        }

        Assert.True(shares.Count > 3);
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(["source.db", "source.db-shm", "source.db-wal", "target.db"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        writer.Close();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Backup_AfterAnother_SharesItsRecordingsAndOutlivesIt()
    {
        await using var world = await BackupWorld.StartAsync();
        var first = world.Backup();
        var added = await world.StoreAsync(4);

        var second = world.Backup();

        Assert.True(second.WrittenBytes < second.Manifest.SizeBytes - 250_000, "The recordings were written again.");
        Directory.Delete(first.Path, recursive: true);
        var restored = world.Restore(second.Path);
        Assert.Equal(await File.ReadAllBytesAsync(world.FileOf(added), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Path.Combine(restored.Path, added), TestContext.Current.CancellationToken));
        Assert.Equal(4, Directory.GetFiles(Path.Combine(restored.Path, "recordings"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Backup_ARecordingIsErasedMeanwhile_IsOfTheStateAfterwards()
    {
        await using var world = await BackupWorld.StartAsync();
        var erased = false;

        // The database is copied after the files.
        var backup = world.Backup(progress: new Callback(_ =>
        {
            if (erased)
                return;
            erased = true;
            world.EraseAsync(1).GetAwaiter().GetResult();
            world.EraseAsync(3).GetAwaiter().GetResult();
        }));

        Assert.True(erased);
        Assert.Empty(backup.Manifest.Problems);
        Assert.Single(backup.Manifest.Files, file => file.Path.StartsWith("recordings/", StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(Path.Combine(backup.Path, "recordings"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Backup_RecordingsAreStoredMeanwhile_HasThoseThatItsDatabaseLists()
    {
        await using var world = await BackupWorld.StartAsync();
        string? afterTheFiles = null;
        string? afterTheDatabase = null;

        var backup = world.Backup(progress: new Callback(_ =>
        {
            // The files are copied by a list that was read before; the database is copied as it is later.
            if (Directory.GetFiles(world.Folder, "*.mp3", SearchOption.AllDirectories).Length > 0)
                afterTheFiles ??= world.StoreAsync(4).GetAwaiter().GetResult();
            if (Directory.GetFiles(world.Folder, "superfone.db", SearchOption.AllDirectories).Length > 0)
                afterTheDatabase ??= world.StoreAsync(5).GetAwaiter().GetResult();
        }));

        Assert.NotNull(afterTheDatabase);
        Assert.Empty(backup.Manifest.Problems);
        using var copy = DatabaseCopy.OpenCopy(Path.Combine(backup.Path, "superfone.db"));
        var listed = PrimaryFacts.ReadFiles(copy);
        Assert.Contains(afterTheFiles!, listed.Keys);
        Assert.Equal(listed.Keys.Order(StringComparer.Ordinal), backup.Manifest.Files.Select(file => file.Path).Where(path => path.StartsWith("recordings/", StringComparison.Ordinal)));
        Assert.All(listed, file => Assert.Equal(file.Value.Sha256, FileCopy.Read(Path.Combine(backup.Path, file.Key), TestContext.Current.CancellationToken).Sha256));
    }

    [Fact]
    public async Task Backup_ARecordingIsLostOrDamaged_IsMadeAndNamesIt()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 1);
        var lost = await world.StoreAsync(2);
        var damaged = await world.StoreAsync(3);
        var unreadable = await world.StoreAsync(4);
        File.Delete(world.FileOf(unreadable));
        Directory.CreateDirectory(world.FileOf(unreadable));
        File.Delete(world.FileOf(lost));
        await File.WriteAllTextAsync(world.FileOf(damaged), "not what it was", TestContext.Current.CancellationToken);

        var backup = world.Backup();

        Assert.Equal(3, backup.Manifest.Problems.Count);
        Assert.Contains(backup.Manifest.Problems, problem => problem.Contains(unreadable, StringComparison.Ordinal));
        Assert.Contains(backup.Manifest.Problems, problem => problem.Contains(lost, StringComparison.Ordinal));
        Assert.Contains(backup.Manifest.Problems, problem => problem.Contains(damaged, StringComparison.Ordinal));
        Assert.Equal(2, backup.Manifest.Files.Count(file => file.Path.StartsWith("recordings/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Backup_Encrypted_ShowsNothingWithoutThePassphraseAndSharesItsFiles()
    {
        await using var world = await BackupWorld.StartAsync();
        var first = world.Backup(BackupWorld.Passphrase);

        var second = world.Backup(BackupWorld.Passphrase);
        var other = world.Backup("another passphrase");

        Assert.True(second.WrittenBytes < second.Manifest.SizeBytes - 250_000, "The recordings were written again.");
        Assert.Equal(other.Manifest.SizeBytes, other.WrittenBytes);
        Assert.DoesNotContain("SQLite format", await File.ReadAllTextAsync(Path.Combine(first.Path, "superfone.db"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(world.Dashboard.DataDirectory), file => file.Contains("copy", StringComparison.Ordinal));
        var recordings = Path.Combine(world.Restore(second.Path, BackupWorld.Passphrase).Path, "recordings");
        Assert.Equal(BackupWorld.Hashes(world.FileOf("recordings")), BackupWorld.Hashes(recordings));
    }

    [Fact]
    public async Task Backup_EncryptedWithADamagedRecording_SaysSoEveryNight()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 1);
        var damaged = await world.StoreAsync(2, size: 1000);
        await File.WriteAllBytesAsync(world.FileOf(damaged), new byte[1000], TestContext.Current.CancellationToken);
        world.Backup(BackupWorld.Passphrase);

        Assert.Contains(damaged, Assert.Single(world.Backup(BackupWorld.Passphrase).Manifest.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(BackupWorld.Passphrase)]
    public async Task Backup_ALinkedRecordingHasRotted_IsCopiedAfreshOnceItIsReadAgain(string? passphrase)
    {
        await using var world = await BackupWorld.StartAsync();
        var first = world.Backup(passphrase);
        var rotten = first.Manifest.Files.First(file => file.Path.StartsWith("recordings/", StringComparison.Ordinal)).Path;
        BackupFaultTests.Flip(Path.Combine(first.Path, rotten));

        var second = world.Backup(passphrase, rereads: true);

        Assert.Contains(rotten, Assert.Single(second.Warnings), StringComparison.Ordinal);
        Assert.True(second.WrittenBytes < second.Manifest.SizeBytes - 150_000, "All recordings were written again.");
        Assert.DoesNotContain(world.Restore(second.Path, passphrase).Problems, problem => problem.Contains("recording", StringComparison.Ordinal));
        Assert.Empty(world.Backup(passphrase, rereads: true).Warnings);
    }

    [Fact]
    public async Task Restore_AnEncryptedManifestThatWasChangedOrIsNotProven_IsRefused()
    {
        await using var world = await BackupWorld.StartAsync();
        var backup = world.Backup(BackupWorld.Passphrase);
        var plain = world.Backup();
        var code = Path.Combine(backup.Path, BackupManifest.CodeName);
        var bytes = await File.ReadAllTextAsync(code, TestContext.Current.CancellationToken);

        // Somebody takes a recording out.
        File.Delete(Path.Combine(backup.Path, BackupManifest.FileName));
        File.Delete(code);
        (backup.Manifest with { Files = [.. backup.Manifest.Files.Where(file => file != backup.Manifest.Files.First(other => other.Path.EndsWith(".mp3", StringComparison.Ordinal)))] }).Write(backup.Path);
        await File.WriteAllTextAsync(code, bytes, TestContext.Current.CancellationToken);
        Assert.Contains("was changed", Assert.Throws<BackupException>(() => world.Restore(backup.Path, BackupWorld.Passphrase)).Message, StringComparison.Ordinal);
        Assert.Throws<BackupException>(() => world.Restore(backup.Path, BackupWorld.Passphrase, unauthenticated: true));

        foreach (var path in new[] { backup.Path, plain.Path })
        {
            File.Delete(code);
            Assert.Contains("--unauthenticated", Assert.Throws<BackupException>(() => world.Restore(path, BackupWorld.Passphrase)).Message, StringComparison.Ordinal);
            world.Restore(path, BackupWorld.Passphrase, name: Path.GetFileName(path) + "-restored", unauthenticated: true);
        }
    }

    private static List<long> ReadIds(string path)
    {
        using var connection = DatabaseCopy.OpenCopy(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id FROM Deliveries ORDER BY Id";
        using var reader = command.ExecuteReader();
        List<long> ids = [];
        while (reader.Read())
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    private static void Run(SqliteConnection connection, string sql) => Scalar(connection, sql);

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    internal sealed class Callback(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
