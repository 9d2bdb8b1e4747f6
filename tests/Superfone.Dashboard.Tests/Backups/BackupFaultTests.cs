using Superfone.Dashboard.Storage.Backups;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Backups;

[OnlySqlite("backups are of superfone.db")]
public sealed class BackupFaultTests
{
    [Fact]
    public async Task Backup_OntoAFullDisk_FailsWithASentenceAndLeavesNothing()
    {
        using var disk = SmallDisk.MountOrSkip(1);
        await using var world = await BackupWorld.StartAsync();
        await world.StoreAsync(4, size: 2_000_000);
        var folder = Path.Combine(disk.Path, "backups");

        var error = Assert.Throws<BackupException>(() => Write(world, folder));

        Assert.Contains("MiB", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public async Task Backup_TheDiskFillsUpMeanwhile_FailsWithASentenceAndLeavesNothing()
    {
        using var disk = SmallDisk.MountOrSkip(8);
        await using var world = await BackupWorld.StartAsync();
        var folder = Path.Combine(disk.Path, "backups");
        var isFull = false;

        var error = Assert.Throws<BackupException>(() => Write(world, folder, new BackupTests.Callback(_ =>
        {
            if (!isFull)
                disk.Fill(bytesLeft: 4096);
            isFull = true;
        })));

        Assert.StartsWith($"The backup in '{folder}' failed", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder));
    }

    [Fact]
    public async Task Backup_IntoAFolderThatCannotBeWritten_FailsWithASentence()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var file = Path.Combine(world.Folder, "a file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var error = Assert.Throws<BackupException>(() => Write(world, Path.Combine(file, "backups")));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_WhileAnotherIsBeingWrittenThere_IsRefused()
    {
        await using var world = await BackupWorld.StartAsync();
        BackupException? refused = null;

        world.Backup(progress: new BackupTests.Callback(_ => refused ??= Assert.Throws<BackupException>(() => world.Backup())));

        Assert.Contains("Another backup", refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_Stopped_LeavesNothing()
    {
        await using var world = await BackupWorld.StartAsync();

        Assert.ThrowsAny<OperationCanceledException>(() => world.Backup(progress: new BackupTests.Callback(_ => throw new OperationCanceledException())));

        Assert.Empty(world.Names);
    }

    [Fact]
    public async Task Restore_AFlippedByteInDatabaseOrKey_IsFoundAndTheFileNamed()
    {
        await using var world = await BackupWorld.StartAsync();
        var backup = world.Backup();
        foreach (var name in backup.Manifest.Files.Select(file => file.Path).Where(path => !IsRecording(path)))
        {
            var path = Path.Combine(backup.Path, name);
            Flip(path);

            var error = Assert.Throws<BackupException>(() => world.Restore(backup.Path));

            Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
            Flip(path);
        }

        Assert.Equal([Path.GetFileName(backup.Path)], world.Names);
        world.Restore(backup.Path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(BackupWorld.Passphrase)]
    public async Task Restore_WithDamagedRecordings_BringsEverythingElseBackAndNamesThem(string? passphrase)
    {
        await using var world = await BackupWorld.StartAsync();
        var backup = world.Backup(passphrase);
        var names = backup.Manifest.Files.Select(file => file.Path).Where(IsRecording).ToList();
        Flip(Path.Combine(backup.Path, names[0]));
        File.Delete(Path.Combine(backup.Path, names[1]));

        var restored = world.Restore(backup.Path, passphrase);

        Assert.All(names.Take(2), name => Assert.Contains(restored.Problems, problem => problem.Contains($"'{name}'", StringComparison.Ordinal)));
        Assert.Equal([Path.GetFileName(names[2])], Directory.GetFiles(restored.Path, "*.mp3", SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(restored.Path, "superfone.db")));
    }

    [Fact]
    public async Task Backup_BesideAManifestThatLacksItsFiles_IsMade()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var broken = Directory.CreateDirectory(Path.Combine(world.Folder, "superfone-20200101T000000Z")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(broken, BackupManifest.FileName),
            """{"format":1,"version":"1","createdUtc":"2020-01-01T00:00:00Z","logId":null,"lastDeliveryId":0,"lastDecisionId":0,"lastMigration":null,"files":null}""",
            TestContext.Current.CancellationToken);

        Assert.Equal(world.Backup().Path, Assert.Single(BackupFolder.Find(world.Folder)).Path);
    }

    [Fact]
    public async Task Restore_WhileAnotherRestoresThere_IsRefusedAndDisturbsNothing()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup();
        using (var other = RestoreFolder.Create(Path.Combine(world.Folder, "restored")))
        {
            Assert.Contains("Another restore", Assert.Throws<BackupException>(() => world.Restore(backup.Path)).Message, StringComparison.Ordinal);
            Assert.True(Directory.Exists(other.Path));
        }

        world.Restore(backup.Path);
    }

    [Fact]
    public async Task Restore_OntoAMountedDisk_IsRefusedAtOnce()
    {
        using var disk = SmallDisk.MountOrSkip(8);
        foreach (var entry in Directory.GetDirectories(disk.Path))
            Directory.Delete(entry);
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup();

        var error = Assert.Throws<BackupException>(() => BackupRestore.Restore(new RestoreOrder(backup.Path, disk.Path), null, TestContext.Current.CancellationToken));

        Assert.Contains(Path.Combine(disk.Path, "data"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StagedCopy_OfARunningBackup_SurvivesTheStartOfAServer()
    {
        var folder = Directory.CreateTempSubdirectory("superfone-staged-").FullName;
        var killed = Path.Combine(folder, "superfone.copy-1");
        File.WriteAllText(killed, "");
        using (var staged = new TemporaryFile(folder))
        {
            File.WriteAllText(staged.Path, "");

            TemporaryFile.Clean(folder);

            Assert.True(File.Exists(staged.Path));
            Assert.False(File.Exists(killed));
        }

        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a wrong passphrase")]
    public async Task Restore_WithoutThePassphrase_IsRefusedWithASentence(string? passphrase)
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup(BackupWorld.Passphrase);

        var error = Assert.Throws<BackupException>(() => world.Restore(backup.Path, passphrase));

        Assert.Contains("passphrase", error.Message, StringComparison.Ordinal);
        Assert.Equal([Path.GetFileName(backup.Path)], world.Names);
    }

    [Fact]
    public async Task Restore_AFolderThatIsNotEmpty_IsRefusedAndUntouched()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup();
        var target = Directory.CreateDirectory(Path.Combine(world.Folder, "restored")).FullName;
        await File.WriteAllTextAsync(Path.Combine(target, "something"), "else", TestContext.Current.CancellationToken);

        var error = Assert.Throws<BackupException>(() => world.Restore(backup.Path));

        Assert.Contains("not empty", error.Message, StringComparison.Ordinal);
        Assert.Equal(["something"], Directory.GetFileSystemEntries(target).Select(Path.GetFileName));
        Assert.Throws<BackupException>(() => BackupRestore.Restore(new RestoreOrder(backup.Path, world.Dashboard.DataDirectory), null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Restore_OfANewerVersion_IsRefusedByName()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup();
        File.Delete(Path.Combine(backup.Path, BackupManifest.FileName));
        (backup.Manifest with { Version = "99.1", LastMigration = "29991231000000_FromTheFuture" }).Write(backup.Path);

        var error = Assert.Throws<BackupException>(() => world.Restore(backup.Path));

        Assert.Contains("99.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_APathThatLeadsOut_IsRefused()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var backup = world.Backup();
        File.Delete(Path.Combine(backup.Path, BackupManifest.FileName));
        (backup.Manifest with { Files = [.. backup.Manifest.Files, new BackupFile("../outside", 0, "")] }).Write(backup.Path);

        Assert.Contains("../outside", Assert.Throws<BackupException>(() => world.Restore(backup.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_Always_KeepsTheNewestAndTheFirstOfEachMonth()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var made = world.Backup();
        var log = made.Manifest.LogId!;
        var now = new DateTime(2026, 5, 20, 12, 0, 0, DateTimeKind.Utc);
        foreach (var (day, of) in new[] { ("20260519", log), ("20260507", log), ("20260506", log), ("20260501", log), ("20260402", log), ("20260401", log), ("20250301", log), ("20260505", "another log") })
        {
            var path = Directory.CreateDirectory(Path.Combine(world.Folder, $"superfone-{day}T023000Z")).FullName;
            (made.Manifest with { LogId = of, CreatedUtc = DateTime.ParseExact(day, "yyyyMMdd", null).AddHours(2) }).Write(path);
        }

        Directory.Delete(made.Path, recursive: true);
        Directory.CreateDirectory(Path.Combine(world.Folder, "superfone-20200101T000000Z"));

        BackupRetention.Apply(world.Folder, log, 14, now);

        Assert.Equal(
            ["20200101", "20250301", "20260401", "20260501", "20260505", "20260506", "20260507", "20260519"],
            world.Names.Select(name => name["superfone-".Length..][..8]));
    }

    [Fact]
    public async Task Retention_TheClockHasJumped_KeepsTheNewestOnesTheNewestGoodOneAndTheTestedOne()
    {
        await using var world = await BackupWorld.StartAsync(recordings: 0);
        var made = world.Backup();
        Directory.Delete(made.Path, recursive: true);
        string Add(DateTime at, params string[] problems)
        {
            var path = Directory.CreateDirectory(Path.Combine(world.Folder, $"superfone-{at:yyyyMMdd'T'HHmmss'Z'}")).FullName;
            (made.Manifest with { CreatedUtc = at, Problems = problems }).Write(path);
            return path;
        }

        var may = new DateTime(2026, 5, 10, 2, 0, 0, DateTimeKind.Utc);
        var all = Enumerable.Range(0, 7).Select(day => Add(may.AddDays(day), day > 3 ? ["The recording 'a' is damaged."] : [])).ToList();
        var jumped = may.AddYears(1);
        Add(jumped, "The recording 'a' is damaged.");

        // The first backup after the jump deletes nothing.
        Assert.Empty(BackupRetention.Apply(world.Folder, made.Manifest.LogId!, 14, jumped, all[1]));
        Add(jumped.AddDays(1), "The recording 'a' is damaged.");
        BackupRetention.Apply(world.Folder, made.Manifest.LogId!, 14, jumped.AddDays(1), all[1]);

        // The first of the month, the tested one, the last without problems, and three that are new.
        Assert.Equal([all[0], all[1], all[3], all[6]], all.Where(Directory.Exists));
    }

    private static bool IsRecording(string path) => path.StartsWith("recordings/", StringComparison.Ordinal);

    private static WrittenBackup Write(BackupWorld world, string folder, IProgress<double>? progress = null) =>
        Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<BackupWriter>(world.Dashboard.Services).Write(new BackupOrder(folder), progress, TestContext.Current.CancellationToken);

    internal static void Flip(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
